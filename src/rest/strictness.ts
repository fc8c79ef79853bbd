/**
 * What a careful reader would say of a request that iamport lets pass: unknown and deprecated parameters, texts where
 * numbers belong, a missing channel_key. Setting `strictness`: `lenient` says what is wrong, `strict` refuses that and says
 * the rest, too.
 */

import type { z } from 'zod'
import { type Refusal, refusal } from '../catalog/refusals.ts'
import { beginOf } from '../core/begin-of.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import type { Operation } from '../core/operation.ts'
import { isRecord, own, textOf } from '../core/record.ts'
import { type Documented, documentedOf } from '../core/schema.ts'
import { asDocumented, type RawParts } from './wire.ts'

export interface Remark {
  readonly text: Bilingual
  /** What `strict` answers; null where it only speaks. */
  readonly refused: Refusal | null
}

/** Parameters that the API document calls deprecated, or that clients still spell in an old way. */
const DEPRECATED: Readonly<Record<string, Bilingual>> = {
  pg: say(
    'pg는 더 이상 권장하지 않습니다: 채널은 channel_key로 지정합니다.',
    'pg is deprecated: channel_key names the channel.',
  ),
  vat: say(
    'vat는 더 이상 권장하지 않습니다: 부가세는 vat_amount로 보냅니다.',
    'vat is deprecated: vat_amount is the VAT itself.',
  ),
  channelKey: say(
    'channelKey는 channel_key의 옛 표기입니다.',
    'channelKey is the old spelling of channel_key.',
  ),
}

/** Read by no schema, and no mistake. */
const ALWAYS_KNOWN = ['_token']

export function remarksOn(row: Operation, raw: RawParts): Remark[] {
  const remarks: Remark[] = []
  const typed = raw.is_json
  for (const part of row.body ? (['query', 'body'] as const) : (['query'] as const)) {
    const value = raw[part]
    const schema = row[part]
    if (schema) inspect(schema, value, '', typed && part === 'body', remarks)
    else if (isRecord(value)) Object.keys(value).map(plainKey).filter(isUnknown).map(unknown).forEach(add)
  }
  return remarks.map((remark) => withStatus(row, remark))

  function add(remark: Remark): void {
    remarks.push(remark)
  }
}

type Def = z.core.$ZodTypes['_zod']['def']

function inspect(
  schema: z.core.$ZodType,
  raw: unknown,
  path: string,
  typed: boolean,
  remarks: Remark[],
): void {
  const def = schema._zod.def as Def
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
    case 'readonly':
      if (raw !== undefined && raw !== null) inspect(def.innerType, raw, path, typed, remarks)
      return
    case 'object':
      inspectObject(def.shape, def.catchall !== undefined, raw, path, typed, remarks)
      return
    case 'array':
      for (const item of Array.isArray(raw) ? raw : []) inspect(def.element, item, path, typed, remarks)
      return
    case 'number':
    case 'boolean':
    case 'string':
      if (typed && raw !== undefined && raw !== null && typeof raw !== def.type) {
        const text = say(
          `${path}의 타입이 ${typeof raw}입니다. 문서에는 ${def.type}입니다.`,
          `${path} is a ${typeof raw}; the document says ${def.type}.`,
        )
        remarks.push({ text, refused: refusal('parameter_invalid', { parameter: path }, text) })
      }
      if (typeof raw === 'string' && isGarbled(raw, typed)) remarks.push(garbled(path))
      return
    default:
      return
  }
}

/** Of other encodings (EUC-KR) than UTF-8 these are left: the sign for what cannot be read, and in forms what cannot be decoded. */
function isGarbled(text: string, typed: boolean): boolean {
  return text.includes('\ufffd') || (!typed && /%[89a-f][0-9a-f]/i.test(text))
}

function garbled(parameter: string): Remark {
  const text = say(
    `${parameter} 값이 UTF-8이 아닙니다(EUC-KR 등): 요청을 UTF-8로 보내세요.`,
    `${parameter} is not UTF-8 (EUC-KR, perhaps): send the request in UTF-8.`,
  )
  return { text, refused: refusal('parameter_invalid', { parameter }, text) }
}

function inspectObject(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  open: boolean,
  raw: unknown,
  path: string,
  typed: boolean,
  remarks: Remark[],
): void {
  const given = new Map<string, unknown>()
  if (isRecord(raw)) for (const key of Object.keys(raw)) given.set(plainKey(key), raw[key])
  for (const [key, facts] of documentedIn(shape)) {
    const told = againstDocument(path === '' ? key : `${path}.${key}`, given.get(key), facts)
    if (told) remarks.push(told)
  }
  for (const [key, value] of given) {
    const schema = own(shape, key)
    if (schema) inspect(schema, value, path === '' ? key : `${path}.${key}`, typed, remarks)
    else if (!open && isUnknown(key)) remarks.push(unknown(path === '' ? key : `${path}.${key}`))
    const deprecated =
      path === '' && value !== null && Object.hasOwn(shape, key) ? DEPRECATED[key] : undefined
    if (deprecated) remarks.push({ text: deprecated, refused: null })
  }
  if (path === '' && shape.channel_key && !given.get('channel_key')) {
    remarks.push({
      text: say(
        'channel_key가 없습니다: 2026년 2월부터 문서상 필수입니다.',
        'channel_key is missing: the document requires it since 2026-02.',
      ),
      refused: null,
    })
  }
}

type Shape = Readonly<Record<string, z.core.$ZodType>>

/** The parameters of a shape that the document says more of. Asked once: every call asks, and zod's registry is slow. */
function documentedIn(shape: Shape): readonly (readonly [string, Documented])[] {
  const known = DOCUMENTED.get(shape)
  if (known) return known
  const found = Object.entries(shape)
    .map(([key, schema]) => [key, documentedOf(schema)] as const)
    .filter(([, facts]) => Object.keys(facts).length > 0 && !facts.is_only_printed)
  DOCUMENTED.set(shape, found)
  return found
}

const DOCUMENTED = new WeakMap<Shape, readonly (readonly [string, Documented])[]>()

/** What the document asks for and the service lets pass: a parameter that is missing, or too long. */
function againstDocument(parameter: string, value: unknown, facts: Documented): Remark | null {
  const { max, is_required, values } = facts
  const is_missing = value === undefined || value === null || value === ''
  if (is_required && is_missing) {
    const text = say(
      `${parameter}이(가) 없습니다: 문서상 필수입니다.`,
      `${parameter} is missing: the document requires it.`,
    )
    return { text, refused: refusal('parameter_missing', { parameter }, text) }
  }
  if (values && !is_missing && !values.includes(textOf(value))) {
    const [given, listed] = [beginOf(textOf(value), 40), values.join(', ')]
    const text = say(
      `${parameter} 값이 ${given}입니다. 문서에 있는 값은 ${listed}입니다.`,
      `${parameter} is ${given}; the document lists ${listed}.`,
    )
    return { text, refused: refusal('parameter_invalid', { parameter }, text) }
  }
  // No text has more characters than code units; most need not be counted.
  if (max === undefined || typeof value !== 'string' || value.length <= max) return null
  const { length } = [...value]
  if (length <= max) return null
  const text = say(
    `${parameter}이(가) ${length}자입니다. 문서에는 ${max}자 이하입니다.`,
    `${parameter} has ${length} characters; the document says at most ${max}.`,
  )
  return { text, refused: refusal('parameter_invalid', { parameter }, text) }
}

function plainKey(key: string): string {
  if (PLAIN_KEY.test(key)) return key
  const bare = key.trim()
  return bare.endsWith('[]') ? bare.slice(0, -2) : bare
}

const PLAIN_KEY = /^\w+$/

/** A name that nobody knows may be of any length. */
const LONGEST_NAME = 100

function isUnknown(key: string): boolean {
  return !ALWAYS_KNOWN.includes(key)
}

function unknown(name: string): Remark {
  const parameter = name.length <= LONGEST_NAME ? name : `${beginOf(name, LONGEST_NAME)}…`
  const text = say(
    `${parameter}은(는) 이 API의 파라미터가 아닙니다.`,
    `${parameter} is no parameter of this operation.`,
  )
  return { text, refused: refusal('parameter_unknown', { parameter }, text) }
}

function withStatus(row: Operation, remark: Remark): Remark {
  return { ...remark, refused: remark.refused && asDocumented(row, remark.refused) }
}
