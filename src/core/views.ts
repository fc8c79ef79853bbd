/** Draws pages: EJS templates in views/, with the one stylesheet and the plain browser scripts inlined into them. */
import { viewEscape, viewSource, viewTemplate } from './view-files.ts'

export interface Views {
  /** A whole page: `render('checkout/window', model)`. */
  render(name: string, model: Readonly<Record<string, unknown>>): string
  /** A file of views/ as it is, e.g. `browser/ready.js`. */
  source(file: string): string
}

export function createViews(): Views {
  const source = once(viewSource)
  const template = once(viewTemplate)
  return { render: (name, model) => template(name)({ source, json, marked, ...model }), source }
}

/** Remembers what was made for each name. */
function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>()
  return (name) => {
    const known = made.get(name) ?? make(name)
    made.set(name, known)
    return known
  }
}

/** A value as a literal that is safe inside `<script>`. */
export function json(value: unknown): string {
  return JSON.stringify(value ?? null)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** A sentence as HTML; what stands in `…` is code. */
export function marked(sentence: string): string {
  const parts = viewEscape(sentence).split('`')
  return parts.map((part, n) => (n % 2 === 1 ? `<code>${part}</code>` : part)).join('')
}
