/** A YAML file (and so JSON, too): its value, and where in the text each part of it stands. */

import { isMap, LineCounter, type Node, parseDocument, stringify } from 'yaml'
import { type Bilingual, BilingualError, both, say } from './bilingual.ts'
import { mustBeWithin, TooMuch, WIDE_BOUNDS } from './bounds.ts'

/** A file that cannot be used; each line is `file:line:column: what is wrong`. */
export class YamlError extends BilingualError {
  constructor(readonly lines: readonly Bilingual[]) {
    super(both((lang) => lines.map((line) => line[lang]).join('\n')))
  }
}

export interface YamlFile {
  readonly value: unknown
  /** `file:line:column` of a key or of its value; of the nearest thing around it where it is missing. */
  place(path: readonly PropertyKey[], at: 'key' | 'value'): string
}

/** A value as a file that people read. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 110, aliasDuplicateObjects: false })
}

/** How many nodes aliases may be unfolded into: a file that people write needs a handful. */
const MAX_ALIASES = 1000

/** Throws a `YamlError` for what is no YAML, nests too deep, or unfolds without end. */
export function parseYaml(file: string, text: string): YamlFile {
  const deep = deepAt(text)
  if (deep !== null)
    throw new YamlError([both((lang) => `${file}:${lineAt(text, deep)}: YAML: ${TOO_DEEP[lang]}`)])
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
      document.errors.map(({ pos, code, message }) => {
        const words = inWords(code, message)
        return both((lang) => `${placeOf(pos[0])}: YAML: ${words[lang]}`)
      }),
    )
  }
  return { value: unfolded(file, document), place: (path, at) => placeOf(offsetOf(document, path, at)) }
}

const TOO_DEEP = say('너무 깊이 중첩되어 있습니다', 'nested too deeply')

/** Levels of brackets, indicators in a row (`- - - `), and blanks before a line, that no file of people has. */
const MAX_DEPTH = 100
const INDICATORS = /(?:[-?:]\s){100}/
const INDENT = /(?:^|\n)[ \t]{400}/

/**
 * Looked at before it is parsed: the parser goes down a level for each, takes a third of a second for 400 of them, and the
 * process ends where its stack is nearly used up. Brackets in texts count, too, which does no harm: they mostly close.
 * Answers where it is too much; null where it is not.
 */
function deepAt(text: string): number | null {
  let depth = 0
  for (let n = 0; n < text.length; n++) {
    const char = text[n]
    if (char === '[' || char === '{') depth++
    else if (char === ']' || char === '}') depth = Math.max(depth - 1, 0)
    if (depth > MAX_DEPTH) return n
  }
  const { index = null } = INDICATORS.exec(text) ?? INDENT.exec(text) ?? {}
  return index
}

/** `line:column` of a place in a text. */
function lineAt(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
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
    throw new YamlError([
      say(
        `${file}: YAML: 별칭(*)을 풀면 너무 커지거나, 정의하지 않은 별칭이 있습니다`,
        `${file}: YAML: its aliases (*) unfold without end, or name what is not defined`,
      ),
    ])
  }
}

/** The parser tells of its own stack where a file is nested thousands deep. */
function inWords(code: string, message: string): Bilingual {
  return message.startsWith('Maximum call stack')
    ? TOO_DEEP
    : say(IN_KOREAN[code] ?? `YAML 문법에 맞지 않습니다 (${code})`, message)
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

/** What the parser calls by a code. */
const IN_KOREAN: Readonly<Record<string, string>> = {
  BAD_ALIAS: '정의하지 않은 별칭(*)입니다',
  BAD_DQ_ESCAPE: '큰따옴표 안의 \\ 표기가 잘못되었습니다',
  BAD_INDENT: '들여쓰기가 맞지 않습니다',
  BAD_SCALAR_START: '값을 따옴표 없이 이 글자로 시작할 수 없습니다',
  BLOCK_AS_IMPLICIT_KEY: '한 줄에 `이름: 값`이 두 번 있습니다',
  BLOCK_IN_FLOW: '[ ]나 { } 안에는 여러 줄 목록을 쓸 수 없습니다',
  DUPLICATE_KEY: '같은 이름이 두 번 있습니다',
  MISSING_CHAR: '닫는 괄호, 따옴표, 쉼표나 콜론이 빠졌습니다',
  MULTILINE_IMPLICIT_KEY: '이름이 여러 줄에 걸쳐 있습니다; 콜론이 빠졌을 수 있습니다',
  MULTIPLE_DOCS: '한 파일에 문서가 여러 개 있습니다',
  TAB_AS_INDENT: '탭으로 들여쓸 수 없습니다; 빈칸을 쓰세요',
  UNEXPECTED_TOKEN: '여기에 올 수 없는 글자입니다',
}
