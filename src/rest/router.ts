/** The emulated REST API: routes, token check, reading of parameters and the envelope, all from the operation rows. */
import express, { type NextFunction, type Request, type Response, Router } from 'express'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { Answer, byPrecedence, expressPath, type Input, type Operation } from '../core/operation.ts'
import type { Merchant } from '../merchants/merchant.ts'
import type { Merchants } from '../merchants/merchants.ts'
import { disagreement } from './agreement.ts'
import { type Remark, remarksOn } from './strictness.ts'
import { refuseV2 } from './v2.ts'
import { type RawParts, rawParts, readParts, readToken, withBlanks, withIdInPath } from './wire.ts'

export interface RestParts {
  readonly operations: readonly Operation[]
  readonly merchants: Merchants
  /** Told about a fault of the sandbox itself. */
  readonly fault: (error: unknown, req: Request) => void
  /** Told what is wrong with a request that is answered all the same. */
  readonly remarked: (remark: string, req: Request) => void
  /** Whether every answer is compared with its row; a difference is a fault of the sandbox, told and not answered. */
  readonly check_answers: boolean
}

/** The envelope of every answer: keys in this order, `message` null on success. */
interface Envelope {
  code: number
  message: string | null
  response: unknown
  error?: unknown
}

export function restRouter({ operations, merchants, fault, remarked, check_answers }: RestParts): Router {
  const router = Router()
  router.use(refuseV2)
  const body = [
    express.json({ limit: '1mb', strict: false }),
    express.urlencoded({ extended: true, limit: '1mb', parameterLimit: 5000 }),
  ]
  router.put('/vbanks', ...body, (req: Request, _res: Response, next: NextFunction) => {
    withIdInPath(req)
    next()
  })
  for (const row of [...operations].sort(byPrecedence)) {
    for (const method of [row.method, ...(row.also ?? [])]) {
      const route = router.route(expressPath(row.path))
      const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
      const readers = verb === 'get' || verb === 'delete' ? [...body, ignoreBroken] : body
      route[verb](...readers, (req: Request, res: Response) => answer(row, req, res))
    }
  }

  /** PHP's client says JSON on a GET whose body is none: such a body is left aside. */
  function ignoreBroken(error: unknown, req: Request, _res: Response, next: NextFunction): void {
    req.body = undefined
    next(error instanceof SyntaxError ? undefined : error)
  }

  async function answer(row: Operation, req: Request, res: Response): Promise<void> {
    const merchant = row.token ? authenticate(req) : merchants.byDefault()
    const raw = rawParts(row, req)
    const hints = remark(row, raw, merchant, req)
    const value = await handle(row, raw, { merchant: merchant.id, user_agent: req.get('user-agent') ?? '' })
    if (check_answers) {
      const wrong = disagreement(row, value)
      if (wrong !== null) fault(new Error(`${row.method} ${row.path} answers against its row: ${wrong}`), req)
    }
    const [status, response, more] =
      value instanceof Answer ? [value.status, value.value, value.envelope] : [200, value, {}]
    hint(res, hints.join(' '))
    send(res, status, { code: 0, message: null, response, ...more })
  }

  /** By strictness: silent but for assumptions, aloud, or with a refusal. */
  function remark(row: Operation, raw: RawParts, { settings }: Merchant, req: Request): string[] {
    if (settings.strictness === 'lenient') {
      return row.known.how === 'assumed' ? [`assumed: ${row.known.source}`] : []
    }
    const remarks: readonly Remark[] = remarksOn(row, raw)
    const refused = remarks.find((remark) => remark.refused !== null)?.refused
    if (settings.strictness === 'strict' && refused) throw refused
    for (const { text } of remarks) remarked(text, req)
    return remarks.map(({ text }) => text)
  }

  async function handle(
    row: Operation,
    raw: RawParts,
    caller: Pick<Input<0, 0, 0>, 'merchant' | 'user_agent'>,
  ) {
    const run = async (parts: RawParts): Promise<unknown> => {
      try {
        return await row.handle({ ...readParts(row, parts), ...caller } as Input<never, never, never>)
      } catch (error) {
        throw asDocumented(row, error)
      }
    }
    const other = withBlanks(raw)
    if (other === null) return run(raw)
    try {
      return await run(raw)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return run(other).catch(() => {
        throw error
      })
    }
  }

  function authenticate(req: Request): Merchant {
    const token = readToken(req)
    const merchant = token === null ? null : merchants.byToken(token)
    if (merchant) return asTier(merchant, req.get('tier'))
    const why = token === null ? 'No token came with the request.' : 'The token is unknown or has expired.'
    throw refusal('unauthorized', {}, `${why} POST /users/getToken gives one.`)
  }

  /** The header `Tier` makes an agent act as one of its sub-merchants (docs, authentication). */
  function asTier(agent: Merchant, tier_code: string | undefined): Merchant {
    const merchant = tier_code ? merchants.ofTier(agent, tier_code.trim()) : agent
    if (merchant) return merchant
    throw refusal('tier_not_found', { tier_code: tier_code ?? '' })
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

/** Operations that the document answers with 200 and 401 alone say with their code what is wrong with the request. */
function asDocumented({ invalid_status }: Operation, error: unknown): unknown {
  const is_bad = error instanceof Refusal && error.status === 400 && invalid_status !== undefined
  return is_bad ? Object.assign(error, { status: invalid_status }) : error
}

/** A broken body, a broken path or a body that is too large is the client's mistake, too. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status < 400 || status >= 500) return null
  return refusal('body_unreadable', {}, error instanceof Error ? error.message : null)
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

/** Headers are Latin-1 and short: what is not ASCII, and the percent sign, is percent-encoded, half a character is a question mark. */
function encodeHeader(text: string): string {
  const short = text.length > LONGEST_HINT ? `${text.slice(0, LONGEST_HINT)} ...` : text
  return short
    .replace(/\p{Surrogate}/gu, '?')
    .replace(/[^\x20-\x24\x26-\x7e]/gu, (character) => encodeURIComponent(character))
}

/** Clients refuse an answer with more than some 16 kB of headers; a Korean character takes nine bytes. */
const LONGEST_HINT = 1000
