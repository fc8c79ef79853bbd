/** Requests of every surface, as they go over the wire: from the rows of both APIs, and what pages and windows send. */
import fc from 'fast-check'
import type { Operation } from '../../src/core/operation.ts'
import { anything, NAMES_OF_OBJECTS, valueFor } from './values.ts'

export type Surface = 'rest' | 'control' | 'pages'

/** All that is sent, in a form that a corpus can keep. */
export interface Sent {
  readonly surface: Surface
  readonly method: string
  readonly path: string
  readonly type?: string
  readonly body?: string
}

type Way = 'json' | 'form' | 'multipart' | 'strange'
const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=XX'

/** A call of an operation, by any of its methods, in any way of writing. */
export function requestFor(surface: 'rest' | 'control', row: Operation, prefix: string): fc.Arbitrary<Sent> {
  const ways: readonly Way[] =
    surface === 'control' ? ['json', 'json', 'json', 'strange'] : ['json', 'form', 'multipart', 'strange']
  return fc
    .record({
      params: fc.array(anything, { minLength: 3, maxLength: 3 }),
      query: valueFor(row.query),
      body: valueFor(row.body),
      way: fc.constantFrom(...ways),
      method: fc.constantFrom(row.method, row.method, row.method, row.method, 'POST', 'PATCH'),
    })
    .map(({ params, query, body, way, method }) => {
      let n = 0
      const path = row.path.replace(/\{\w+\??\}/g, () => segment(params[n++]))
      const search = new URLSearchParams(flat(query)).toString()
      const sent = { surface, method, path: `${prefix}${path}${search === '' ? '' : `?${search}`}` }
      const is_bodiless = method === 'GET' || body === undefined
      return is_bodiless ? sent : { ...sent, ...written(bounded(path, body), way) }
    })
}

/** Nobody waits longer for what does not come. */
function bounded(path: string, body: unknown): unknown {
  if (path !== '/wait' || typeof body !== 'object' || body === null) return body
  return { ...body, timeout_ms: 5 }
}

function written(body: unknown, way: Way): { type: string; body: string } {
  if (way === 'json') return { type: JSON_TYPE, body: JSON.stringify(body) ?? '' }
  if (way === 'form') return { type: FORM, body: new URLSearchParams(flat(body)).toString() }
  if (way === 'strange') return { type: 'text/plain', body: String(JSON.stringify(body)).slice(0, 40) }
  const parts = flat(body).map(([name, value]) => {
    const plain = name.replace(/[\r\n"]/g, '_')
    return `--XX\r\nContent-Disposition: form-data; name="${plain}"\r\n\r\n${value}\r\n`
  })
  return { type: MULTIPART, body: `${parts.join('')}--XX--\r\n` }
}

function segment(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const encoded = encodeURIComponent(text.slice(0, 300).replace(/\p{Surrogate}/gu, ''))
  return encoded === '' || encoded === '.' || encoded === '..' ? '%20' : encoded
}

/** As a form has it: `a[b]` for what is inside. */
function flat(value: unknown, path = ''): [string, string][] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) {
    return [[path === '' ? 'x' : path, String(value).slice(0, 5000)]]
  }
  return Object.entries(value).flatMap(([key, item]) => flat(item, path === '' ? key : `${path}[${key}]`))
}

/** Addresses that belong to no row, and bodies that are none: for all surfaces. */
export const strange: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
    path: fc.array(
      fc.constantFrom(
        'payments',
        'cancel',
        '_sandbox',
        'dashboard',
        'checkout',
        'js',
        '%',
        '%E0%A4%A',
        ...NAMES_OF_OBJECTS,
        '',
        '..',
        'x'.repeat(300),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    type: fc.constantFrom(
      JSON_TYPE,
      FORM,
      MULTIPART,
      'multipart/form-data',
      'application/json; charset=utf-16',
      'text/plain',
      '*/*',
      'x',
    ),
    body: fc.oneof(
      fc.constantFrom(
        '{',
        '[',
        '"',
        'null',
        '[[[[[[',
        '{"__proto__":{"x":1}}',
        '--XX\r\n',
        '%',
        '%%%=1',
        'a[b=1',
        '1'.repeat(2000),
        '['.repeat(2000),
      ),
      fc.string({ unit: 'binary', maxLength: 200 }),
    ),
  })
  .map(({ method, path, type, body }) => {
    const sent = { method, path: `/${path.join('/')}`, surface: 'pages' as const }
    return method === 'GET' || method === 'HEAD' ? sent : { ...sent, type, body }
  })
