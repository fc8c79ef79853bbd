/** A YAML file (and so JSON, too): its value, and where in the text each part of it stands. */

import { isMap, LineCounter, type Node, parseDocument } from 'yaml'
import { mustBeWithin, TooMuch, WIDE_BOUNDS } from './bounds.ts'

/** A file that cannot be used; each line is `file:line:column: what is wrong`. */
export class YamlError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

export interface YamlFile {
  readonly value: unknown
  /** `file:line:column` of a key or of its value; of the nearest thing around it where it is missing. */
  place(path: readonly PropertyKey[], at: 'key' | 'value'): string
}

/** How many nodes aliases may be unfolded into: a file that people write needs a handful. */
const MAX_ALIASES = 1000

/** Throws a `YamlError` for what is no YAML, nests too deep, or unfolds without end. */
export function parseYaml(file: string, text: string): YamlFile {
  if (isDeep(text)) throw new YamlError([`${file}: YAML: ${TOO_DEEP}`])
  const counter = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  })
  const placeOf = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return `${file}:${line}:${col}`
  }
  if (document.errors.length > 0) {
    throw new YamlError(
      document.errors.map(({ pos, message }) => `${placeOf(pos[0])}: YAML: ${inWords(message)}`),
    )
  }
  return { value: unfolded(file, document), place: (path, at) => placeOf(offsetOf(document, path, at)) }
}

const TOO_DEEP = '너무 깊이 중첩되어 있습니다'

/** Levels of brackets, indicators in a row (`- - - `), and blanks before a line, that no file of people has. */
const MAX_DEPTH = 100
const INDICATORS = /(?:[-?:]\s){100}/
const INDENT = /(?:^|\n)[ \t]{400}/

/**
 * Looked at before it is parsed: the parser goes down a level for each, takes a third of a second for 400 of them, and the
 * process ends where its stack is nearly used up. Brackets in texts count, too, which does no harm: they mostly close.
 */
function isDeep(text: string): boolean {
  let depth = 0
  for (let n = 0; n < text.length; n++) {
    const char = text[n]
    if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth = Math.max(depth - 1, 0)
    if (depth > MAX_DEPTH) return true
  }
  return INDICATORS.test(text) || INDENT.test(text)
}

/** Aliases become what they stand for. What grows without end is a mistake of the file, told in a sentence. */
function unfolded(file: string, document: ReturnType<typeof parseDocument>): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES })
    // An alias of the list that it stands in has no end.
    mustBeWithin(value, WIDE_BOUNDS)
    return value
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof TooMuch)) throw error
    throw new YamlError([`${file}: YAML: 별칭(*)을 풀면 너무 커지거나, 정의하지 않은 별칭이 있습니다`])
  }
}

/** The parser tells of its own stack where a file is nested thousands deep. */
function inWords(message: string): string {
  return message.startsWith('Maximum call stack') ? TOO_DEEP : message
}

function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
  at: 'key' | 'value',
): number {
  const parent = path.slice(0, -1)
  const holder = parent.length === 0 ? document.contents : document.getIn(parent, true)
  if (at === 'key' && isMap(holder)) {
    const pair = holder.items.find(({ key }) => String(key) === String(path.at(-1)))
    const key = pair?.key as Node | undefined
    if (key?.range) return key.range[0]
  }
  const node = (path.length === 0 ? document.contents : document.getIn(path, true)) as Node | undefined
  if (node?.range) return node.range[0]
  return path.length === 0 ? 0 : offsetOf(document, parent, 'value')
}
