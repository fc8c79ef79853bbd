/**
 * Bodies of requests, on every surface: JSON and forms, and for those who ask for it `multipart/form-data` as one more
 * way to write a form. What holds more than `BOUNDS` allows is a clear 400, before anything is built of it.
 */
import express, { type RequestHandler } from 'express'
import { BOUNDS, type Bounds, mustBeJsonWithin, mustBeWithin, TooMuch } from './bounds.ts'
import { goingOn } from './go-on.ts'

interface Limits {
  /** As `bytes` reads it: `1mb`. */
  readonly limit: string
  readonly bounds?: Bounds
}

/** JSON; `strict: false` also takes a lone text or number. */
export function jsonBody({ limit, bounds = BOUNDS, strict }: Limits & { strict?: boolean }): RequestHandler {
  return goingOn(
    express.json({
      limit,
      ...(strict === undefined ? {} : { strict }),
      verify: (_req, _res, body, encoding) => mustBeJsonWithin(decode(body, encoding), bounds),
    }),
  )
}

/** A form as browsers and most clients send it: `a=1&b[]=2&c[d]=3`. */
export function formBody({ limit, bounds = BOUNDS }: Limits): RequestHandler {
  const parse = goingOn(express.urlencoded({ extended: true, limit, parameterLimit: 5000 }))
  return (req, res, next) =>
    parse(req, res, (error?: unknown) => {
      if (error !== undefined || !req.is('application/x-www-form-urlencoded')) return next(error)
      next(excessOf(req.body, bounds))
    })
}

/** The same as `multipart/form-data`. Files are left aside: no operation has one. */
export function multipartBody({ limit, bounds = BOUNDS }: Limits): RequestHandler {
  const parse = express.raw({ type: 'multipart/form-data', limit })
  return (req, res, next) =>
    parse(req, res, (error?: unknown) => {
      if (error !== undefined || !Buffer.isBuffer(req.body)) return next(error)
      fieldsOf(req.body, req.get('content-type') ?? '')
        .then((fields) => {
          const nest: unknown = req.app.get('query parser fn')
          req.body = typeof nest === 'function' ? nest(asQuery(fields)) : Object.fromEntries(fields)
        })
        .then(() => next(excessOf(req.body, bounds)), next)
    })
}

/** The error of a body that holds too much; undefined for any other. Parsers call back from a stream, where nobody catches. */
function excessOf(body: unknown, bounds: Bounds): unknown {
  try {
    mustBeWithin(body, bounds)
  } catch (error) {
    return error
  }
}

/** What single-byte readers may look at: every byte of a bracket, a quote or a digit is itself in UTF-8. */
function decode(body: Buffer, encoding: string): string {
  if (encoding === 'utf-8') return body.toString('latin1')
  try {
    return new TextDecoder(encoding).decode(body)
  } catch {
    throw Object.assign(new TooMuch(`JSON in ${encoding} is not read`), { status: 415 })
  }
}

/** The parts of a multipart body in their order. The parser is read when the first such body comes. */
async function fieldsOf(body: Buffer, content_type: string): Promise<[name: string, value: string][]> {
  const { Busboy } = await import('@fastify/busboy')
  const fields: [string, string][] = []
  await new Promise<void>((resolve, reject) => {
    const wrong = (why: string) => reject(Object.assign(new Error(why), { status: 400, type: 'multipart' }))
    try {
      const parser = new Busboy({
        headers: { 'content-type': content_type },
        limits: { parts: MOST_PARTS, fields: MOST_PARTS, fieldNameSize: 200, fieldSize: body.length },
      })
      parser.on('field', (name, value) => fields.push([name, value]))
      parser.on('file', (_name, file) => file.resume())
      parser.on('partsLimit', () => wrong(TOO_MANY))
      parser.on('fieldsLimit', () => wrong(TOO_MANY))
      parser.on('error', (error: unknown) => wrong(String(error)))
      parser.on('finish', () => resolve())
      parser.end(body)
    } catch (error) {
      wrong(error instanceof Error ? error.message : String(error))
    }
  })
  return fields
}

/** As a query, which nests as forms do: `a[b]` is `{a: {b}}`. */
function asQuery(fields: readonly (readonly string[])[]): string {
  return fields.map((field) => field.map(encodeURIComponent).join('=')).join('&')
}

/** As many as the query parser reads. */
const MOST_PARTS = 1000
const TOO_MANY = `a multipart body has at most ${MOST_PARTS} parts`
