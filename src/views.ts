/** Draws pages: EJS templates in views/, with the one stylesheet and the plain browser scripts inlined into them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ejs from 'ejs'
import { packageFile } from './core/package.ts'

export interface Views {
  /** A whole page: `render('checkout/window', model)`. */
  render(name: string, model: Readonly<Record<string, unknown>>): string
  /** A file of views/ as it is, e.g. `browser/ready.js`. */
  source(file: string): string
}

export function createViews(): Views {
  const root = packageFile('views')
  const sources = new Map<string, string>()
  const templates = new Map<string, ejs.TemplateFunction>()
  const source = (file: string): string => {
    const known = sources.get(file) ?? readFileSync(join(root, file), 'utf8')
    sources.set(file, known)
    return known
  }
  const template = (name: string): ejs.TemplateFunction => {
    const filename = join(root, `${name}.ejs`)
    const known =
      templates.get(name) ?? ejs.compile(readFileSync(filename, 'utf8'), { filename, views: [root] })
    templates.set(name, known)
    return known
  }
  return { render: (name, model) => template(name)({ source, json, marked, ...model }), source }
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
  return ejs.escapeXML(sentence).replace(/`([^`]*)`/g, '<code>$1</code>')
}
