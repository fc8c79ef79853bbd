/** The emulated REST API: routes, token check, reading of parameters and the envelope, all from the operation rows. */
import express, { type NextFunction, type Request, type Response, Router } from 'express'
import type { z } from 'zod'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { Answer, byPrecedence, expressPath, type Input, type Operation } from '../core/operation.ts'
import { read } from '../core/schema.ts'
import type { Merchants } from '../merchants/merchants.ts'

export interface RestParts {
  readonly operations: readonly Operation[]
  readonly merchants: Merchants
  /** Told about a fault of the sandbox itself. */
  readonly fault: (error: unknown, req: Request) => void
}

/** The envelope of every answer: keys in this order, `message` null on success. */
interface Envelope {
  code: number
  message: string | null
  response: unknown
}

export function restRouter({ operations, merchants, fault }: RestParts): Router {
  const router = Router()
  const body = [
    express.json({ limit: '1mb', strict: false }),
    express.urlencoded({ extended: true, limit: '1mb', parameterLimit: 5000 }),
  ]
  for (const row of [...operations].sort(byPrecedence)) {
    for (const method of [row.method, ...(row.also ?? [])]) {
      const route = router.route(expressPath(row.path))
      const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
      route[verb](...body, (req: Request, res: Response) => answer(row, req, res))
    }
  }

  async function answer(row: Operation, req: Request, res: Response): Promise<void> {
    const merchant = row.token ? authenticate(req) : merchants.byDefault()
    const input = {
      params: readPart(row, row.params, req.params),
      query: readPart(row, row.query, req.query),
      body: readPart(row, row.body, req.body),
      merchant: merchant.id,
      user_agent: req.get('user-agent') ?? '',
    }
    const value = await row.handle(input as Input<never, never, never>)
    const [status, response] = value instanceof Answer ? [value.status, value.value] : [200, value]
    if (row.known.how === 'assumed') hint(res, `assumed: ${row.known.source}`)
    send(res, status, { code: 0, message: null, response })
  }

  function authenticate(req: Request) {
    const token = readToken(req)
    const merchant = token === null ? null : merchants.byToken(token)
    if (merchant) return merchant
    const why = token === null ? 'No token came with the request.' : 'The token is unknown or has expired.'
    throw refusal('unauthorized', {}, `${why} POST /users/getToken gives one.`)
  }

  router.use((req: Request) => {
    throw refusal('no_such_operation', { method: req.method, path: req.path })
  })

  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const refused = asRefusal(error)
    if (!refused) fault(error, req)
    const { status, code, message, hint: why, known } = refused ?? refusal('internal')
    res.locals.refused = refused?.name
    hint(res, [why, known.how === 'assumed' ? `assumed: ${known.source}` : null].filter(Boolean).join(' '))
    send(res, status, { code, message, response: null })
  })
  return router
}

/** A broken body, a broken path or a body that is too large is the client's mistake, too. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status < 400 || status >= 500) return null
  return refusal('body_unreadable', {}, error instanceof Error ? error.message : null)
}

/** `Authorization: T`, `Authorization: Bearer T`, `X-ImpTokenHeader: T`, or `_token=T` in the query. */
function readToken(req: Request): string | null {
  const header = req.get('authorization') ?? req.get('x-imptokenheader')
  const given = header?.replace(/^Bearer\s+/i, '').trim() || req.query._token
  return typeof given === 'string' && given !== '' ? given : null
}

function readPart(row: Operation, schema: z.ZodType | undefined, raw: unknown): unknown {
  if (!schema) return {}
  const result = read(schema, raw)
  if ('value' in result) return result.value
  const { parameter, kind, allowed } = result.problem
  const refused =
    kind === 'missing'
      ? refusal(
          'parameter_missing',
          { parameter },
          `${row.method} ${row.path} needs ${parameter} (${allowed}).`,
        )
      : refusal(
          'parameter_invalid',
          { parameter },
          `${parameter} of ${row.method} ${row.path} must be ${allowed}.`,
        )
  if (row.invalid_status !== undefined) Object.assign(refused, { status: row.invalid_status })
  throw refused
}

/** One write, one small chunk: a client reads only the first. No charset is added to what iamport sends. */
function send(res: Response, status: number, envelope: Envelope): void {
  res.locals.envelope = envelope
  res.status(status).json(envelope)
}

/** The reason for the developer goes into a header, never into the body. */
function hint(res: Response, text: string): void {
  if (text === '') return
  res.locals.hint = text
  res.set('x-iamport-sandbox-hint', encodeHeader(text))
}

/** Headers are Latin-1: what is not ASCII is percent-encoded. */
function encodeHeader(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => encodeURIComponent(character))
}
