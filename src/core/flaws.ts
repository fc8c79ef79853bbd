/** What is wrong with a value, part by part, with the nearest word where a word is wrong: for files that people write. */
import type { z } from 'zod'
import { type Bilingual, say } from './bilingual.ts'
import { englishMust } from './english.ts'
import { knownWords } from './known-words.ts'
import { koreanMust } from './korean.ts'
import { isRecord } from './schema.ts'

export type Path = readonly (string | number)[]

export interface Flaw {
  readonly path: Path
  /** Where to point: at the key, or at its value. */
  readonly at: 'key' | 'value'
  readonly message: Bilingual
}

/** `faults[0].do` */
export function pathText(path: Path): string {
  return path
    .map((part, n) => (typeof part === 'number' ? `[${part}]` : n === 0 ? part : `.${part}`))
    .join('')
}

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypes['_zod']['def']

/** What is wrong with a value, part by part. A union is explained by the option that was meant. */
export function flawsIn(schema: Schema, raw: unknown, path: Path): Flaw[] {
  const def = schema._zod.def as Def
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
      return raw === undefined ? [] : flawsIn(def.innerType, raw, path)
    case 'nullable':
      return raw === null ? [] : flawsIn(def.innerType, raw, path)
    case 'object': {
      if (!isRecord(raw))
        return [
          {
            path,
            at: 'value',
            message: say(
              `'이름: 값'의 묶음이어야 합니다 (${oneLine(raw)})`,
              `must be a group of 'name: value' (${oneLine(raw)})`,
            ),
          },
        ]
      const known = Object.keys(def.shape)
      const is_closed = def.catchall?._zod.def.type === 'never'
      const unknown = Object.keys(raw).filter((key) => is_closed && !known.includes(key))
      const inside = known.flatMap((key) =>
        raw[key] === undefined && isRequired(def.shape[key]!)
          ? [{ path, at: 'value' as const, message: say(`${key}이(가) 없습니다`, `${key} is missing`) }]
          : flawsIn(def.shape[key]!, raw[key], [...path, key]),
      )
      return [...unknown.map((key) => unknownWord([...path, key], 'key', key, known)), ...inside]
    }
    case 'array':
      if (!Array.isArray(raw))
        return [
          {
            path,
            at: 'value',
            message: say(`목록이어야 합니다 (${oneLine(raw)})`, `must be a list (${oneLine(raw)})`),
          },
        ]
      return raw.flatMap((item, n) => flawsIn(def.element, item, [...path, n]))
    case 'enum':
      return leaf(schema, raw, path, Object.values(def.entries).map(String))
    case 'literal':
      return leaf(schema, raw, path, def.values.map(String))
    case 'union':
      return flawsInUnion(schema, def.options, raw, path)
    default:
      return leaf(schema, raw, path, [])
  }
}

function flawsInUnion(schema: Schema, options: readonly Schema[], raw: unknown, path: Path): Flaw[] {
  if (options.some((option) => accepts(option, raw))) return leaf(schema, raw, path, [])
  const words = options.flatMap(wordsOf)
  if (!isRecord(raw)) {
    if (typeof raw === 'string' && words.length > 0) return [unknownWord(path, 'value', raw, words)]
    return leaf(schema, raw, path, words)
  }
  const objects = options.filter((option) => option._zod.def.type === 'object')
  const tagged = byTag(objects, raw)
  if (Array.isArray(tagged)) {
    const allowed = tagged.map(String)
    return [unknownWord([...path, 'at'], 'value', String(raw.at), allowed)]
  }
  const meant = tagged ?? objects.find((option) => keysOf(option).some((key) => key in raw))
  if (meant) return flawsIn(meant, raw, path)
  const [key = ''] = Object.keys(raw)
  return [unknownWord([...path, key], 'key', key, [...new Set([...words, ...objects.flatMap(keysOf)])])]
}

/** The option that `at` names; all names that there are when it names none; null when options have no `at`. */
function byTag(objects: readonly Schema[], raw: Record<string, unknown>): Schema | string[] | null {
  const tags = objects.map((option) => ({ option, tag: shapeOf(option).at }))
  if (tags.length === 0 || tags.some(({ tag }) => !tag) || raw.at === undefined) return null
  return (
    tags.find(({ tag }) => tag && accepts(tag, raw.at))?.option ??
    tags.flatMap(({ tag }) => (tag ? wordsOf(tag) : []))
  )
}

const accepts = (schema: Schema, raw: unknown) => (schema as z.ZodType).safeParse(raw).success
const isRequired = (schema: Schema) => !accepts(schema, undefined)

function shapeOf(schema: Schema): Readonly<Record<string, Schema>> {
  const def = schema._zod.def as Def
  return def.type === 'object' ? def.shape : {}
}
const keysOf = (schema: Schema) => Object.keys(shapeOf(schema))

/** The words that a schema takes as they are. */
function wordsOf(schema: Schema): string[] {
  const def = schema._zod.def as Def
  if (def.type === 'enum') return Object.values(def.entries).map(String)
  return def.type === 'literal' ? def.values.map(String) : []
}

function unknownWord(path: Path, at: 'key' | 'value', word: string, words: readonly string[]): Flaw {
  const { ko, en } = knownWords(word, words)
  return {
    path,
    at,
    message: say(`'${word}'은(는) 알 수 없는 항목입니다${ko}`, `'${word}' is not known${en}`),
  }
}

function leaf(schema: Schema, raw: unknown, path: Path, words: readonly string[]): Flaw[] {
  const result = (schema as z.ZodType).safeParse(raw)
  if (result.success) return []
  if (typeof raw === 'string' && words.length > 0) return [unknownWord(path, 'value', raw, words)]
  const issue = result.error.issues[0]!
  const message = say(
    `${oneLine(raw)}: ${koreanMust(issue)}`,
    `${oneLine(raw)}: must be ${englishMust(issue)}`,
  )
  return [{ path, at: 'value', message }]
}

function oneLine(raw: unknown): string {
  return JSON.stringify(raw)?.slice(0, 60) ?? '-'
}
