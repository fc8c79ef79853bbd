/**
 * From what arrives on the wire to what a schema means.
 *
 * Forms know only text, clients send numbers as text and `null` for "not given", PHP writes arrays as `a[0]=…`, and one
 * client puts blanks into its keys. `convert` brings all of that to the shape that the schema asks for, and leaves alone
 * what it cannot read, so that the schema itself says what is wrong. (zod's own coercion would turn null into 0 and
 * "false" into true.)
 */
import type { z } from 'zod'
import { type Bilingual, say } from './bilingual.ts'
import { BOUNDS, parseJson, TooMuch } from './bounds.ts'
import { englishMust } from './english.ts'
import { josa } from './josa.ts'
import { knownWords } from './known-words.ts'
import { koreanMust, koreanPath } from './korean.ts'
import { namesAt } from './names-at.ts'
import { isRecord } from './record.ts'
import { meantIn } from './union-issue.ts'

export { isRecord }

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypes['_zod']['def']

/** How closely a surface reads. */
export interface Reading {
  /** `""`, `null` and `"null"` in an optional field mean that nothing was given (the emulated API, as clients need it). */
  readonly empty_is_absent?: boolean
}

/** Converts a raw value, guided by the schema: `"12"` → 12 for a number, `a[]=x` → `['x']` for an array, null → absent. */
export function convert(schema: Schema, raw: unknown, how: Reading = {}): unknown {
  const def = schema._zod.def as Def
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'readonly':
      return isAbsent(raw, def.innerType, how) || meansNothing(schema, raw)
        ? undefined
        : convert(def.innerType, raw, how)
    case 'nullable':
      return raw === null ? null : convert(def.innerType, raw, how)
    case 'object':
      return convertObject(def.shape, def.catchall !== undefined, raw, how)
    case 'array':
      return convertArray(def.element, raw, how)
    case 'union':
      return convertUnion(def.options, raw, how)
    case 'number':
      return typeof raw === 'string' && isNumeric(raw) ? Number(raw) : raw
    case 'boolean':
      return convertBoolean(raw)
    case 'string':
    case 'enum':
      return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : raw
    default:
      return raw
  }
}

/** `null`, and an empty text where text is not what is wanted, mean "not given". */
function isAbsent(raw: unknown, inner: Schema, { empty_is_absent = false }: Reading): boolean {
  if (raw === null || raw === undefined) return true
  if (empty_is_absent && (raw === '' || raw === 'null')) return true
  return raw === '' && ['number', 'boolean', 'array', 'enum'].includes(inner._zod.def.type)
}

function convertObject(shape: Shape, open: boolean, given_raw: unknown, how: Reading): unknown {
  const raw = unlisted(fromJsonText(given_raw))
  if (raw === undefined || raw === null || raw === '') return {}
  if (!isRecord(raw)) return raw
  const given = new Map<string, unknown>()
  for (const [key, value] of Object.entries(raw)) given.set(plainName(key), value)
  const converted: Record<string, unknown> = open ? Object.fromEntries(given) : {}
  for (const [key, schema] of partsOf(shape)) {
    const given_value = given.get(key)
    const value = given_value === undefined ? undefined : convert(schema, given_value, how)
    if (value !== undefined) converted[key] = value
    else if (open) delete converted[key]
  }
  return converted
}

type Shape = Readonly<Record<string, Schema>>

/** Every call asks for those of its operation. */
function partsOf(shape: Shape): readonly (readonly [string, Schema])[] {
  const known = PARTS.get(shape)
  if (known) return known
  const parts = Object.entries(shape)
  PARTS.set(shape, parts)
  return parts
}

const PARTS = new WeakMap<Shape, readonly (readonly [string, Schema])[]>()

/** One client puts blanks into its keys, and lists come as `a[]`. */
const plainName = (key: string): string => {
  const name = key.trim()
  return name.endsWith('[]') ? name.slice(0, -2) : name
}

function convertArray(element: Schema, given_raw: unknown, how: Reading): unknown {
  const raw = fromJsonText(given_raw)
  if (raw === undefined || raw === null) return undefined
  const items = Array.isArray(raw) ? raw : isNumbered(raw) ? Object.values(raw) : isRecord(raw) ? null : [raw]
  if (items === null) return raw
  const is_text = how.empty_is_absent && element._zod.def.type === 'string'
  const given = is_text ? items.filter((item) => item !== '' && item !== null && item !== 'null') : items
  return given.map((item) => convert(element, item, how))
}

/** `a[0]=x&a[1]=y` */
function isNumbered(raw: unknown): raw is Record<string, unknown> {
  return isRecord(raw) && Object.keys(raw).every((key) => /^\d+$/.test(key))
}

/** A form may carry an object or a list as JSON text (API document: escrow's `sender` is a string). */
function fromJsonText(raw: unknown): unknown {
  if (typeof raw !== 'string' || !/^\s*[{[]/.test(raw)) return raw
  try {
    return parseJson(raw)
  } catch (error) {
    if (error instanceof TooMuch) throw error
    return raw
  }
}

/** PHP writes an empty object as `[]`, and the document calls one object a list (cancel, `extra`). */
function unlisted(raw: unknown): unknown {
  if (!Array.isArray(raw)) return raw
  return raw.length === 0 ? {} : raw.length === 1 ? raw[0] : raw
}

function convertUnion(options: readonly Schema[], raw: unknown, how: Reading): unknown {
  for (const option of options) {
    const value = convert(option, raw, how)
    if ((option as z.ZodType).safeParse(value).success) return value
  }
  return raw
}

function convertBoolean(raw: unknown): unknown {
  if (raw === 'true' || raw === '1' || raw === 1 || raw === 'Y') return true
  if (raw === 'false' || raw === '0' || raw === 0 || raw === 'N') return false
  return raw
}

/** Each character is read once: a row of a million digits must not hold the process (and none that long is a number). */
function isNumeric(text: string): boolean {
  if (text.length > BOUNDS.number_length) return false
  return /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text)
}

/** A count or a quota of zero, which clients send when nobody has set it, is as if absent: `orNothing(z.int().optional(), 0)`. */
export function orNothing<T extends z.ZodType>(schema: T, ...nothing: readonly (number | boolean)[]): T {
  return schema.meta({ nothing }) as T
}

/** The values of a field that mean that nothing was given. */
export function nothingOf(schema: Schema): readonly unknown[] {
  const { nothing = [] } = ((schema as z.ZodType).meta?.() ?? {}) as { nothing?: readonly unknown[] }
  return nothing
}

function meansNothing(schema: Schema, raw: unknown): boolean {
  if (raw !== 0 && raw !== false && raw !== '0' && raw !== 'false') return false
  const nothing = nothingOf(schema)
  return nothing.includes(raw) || nothing.map(String).includes(String(raw))
}

/** What the vendor's document says of a parameter, though the service lets more pass: told by `warn`, refused by `strict`. */
export interface Documented {
  readonly max?: number
  readonly is_required?: true
  /** The words that the document lists. */
  readonly values?: readonly string[]
  /** Printed in our own documents, and told by nobody: another rule speaks of it. */
  readonly is_only_printed?: true
}

/** `documented(z.string().optional(), { max: 40, is_required: true })` */
export function documented<T extends z.ZodType>(schema: T, facts: Documented): T {
  return schema.meta({ documented: facts }) as T
}

export function documentedOf(schema: z.core.$ZodType): Documented {
  const { documented: facts = {} } = ((schema as z.ZodType).meta?.() ?? {}) as { documented?: Documented }
  return facts
}

/** What is wrong with one parameter, in words a developer can act on. */
export interface Problem {
  parameter: string
  /** `missing`: not given; `invalid`: given, but not like that. */
  kind: 'missing' | 'invalid'
  /** What is allowed, e.g. `a number`, `at most 40 characters`, `one of all, ready, paid`. */
  allowed: string
  /** The same two for Korean sentences: `display.card_quota의 1번째 값`, `숫자여야 합니다`. */
  in_korean: { parameter: string; must: string }
  /** Names that nothing goes by, and those that there are at the same place. */
  unknown: readonly string[]
  known: readonly string[]
}

/** The whole sentence: `limit 값이 잘못되었습니다: 숫자여야 합니다.` */
export function problemText({ parameter, kind, allowed, in_korean, unknown, known }: Problem): Bilingual {
  const at = in_korean.parameter
  if (unknown.length > 0) {
    const names = unknown.join(', ')
    const meant = knownWords(unknown[0]!, known)
    return say(
      `${at === '본문' ? '' : `${at}에 `}${names}${josa(names, '이라는', '라는')} 항목은 없습니다${meant.ko || '.'}`,
      `${parameter === 'body' ? 'There' : `In ${parameter} there`} is no ${names}${meant.en || '.'}`,
    )
  }
  // `1번째 값` is a value by its name.
  const value = at.endsWith('값') ? at : `${at} 값`
  return kind === 'missing'
    ? say(`${value}이 빠졌습니다: ${in_korean.must}`, `${parameter} is missing: it must be ${allowed}.`)
    : say(`${value}이 잘못되었습니다: ${in_korean.must}`, `${parameter} is wrong: it must be ${allowed}.`)
}

/** A name of a query that a schema does not know: a filter that is mistyped would list everything. Null where there is none. */
export function unknownIn(schema: Schema, query: Readonly<Record<string, unknown>>): Problem | null {
  const known = namesAt(schema, [])
  const names = Object.keys(query).map(plainName)
  const unknown = names.filter((name) => !known.includes(name) && !PAGING.includes(name))
  if (unknown.length === 0) return null
  const in_korean = { parameter: '쿼리', must: '' }
  return { parameter: 'the query', kind: 'invalid', allowed: '', in_korean, unknown, known }
}

/** Of a list that has no pages, all of it is the first page. */
const PAGING = ['limit', 'page']

/** Converts and checks a raw value. Either the value that the schema means, or the first thing that is wrong with it. */
export function read<T>(
  schema: z.ZodType<T>,
  raw: unknown,
  how: Reading = {},
): { value: T } | { problem: Problem } {
  const parsed = schema.safeParse(convert(schema, raw, how), { reportInput: true })
  if (parsed.success) return { value: parsed.data }
  const issue = meantIn(parsed.error.issues[0]!)
  const parameter = issue.path.join('.') || 'body'
  const kind = issue.input === undefined && issue.code !== 'custom' ? 'missing' : 'invalid'
  const in_korean = { parameter: koreanPath(issue.path), must: koreanMust(issue) }
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys : []
  const known = unknown.length > 0 ? namesAt(schema, issue.path) : []
  return { problem: { parameter, kind, allowed: englishMust(issue), in_korean, unknown, known } }
}
