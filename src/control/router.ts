/** The control API under /_sandbox: JSON in, JSON out, from the same kind of rows as the REST API. */

import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { Refusal } from '../catalog/refusals.ts'
import { asBilingual, type Lang, langOfHeader, say } from '../core/bilingual.ts'
import { WIDE_BOUNDS } from '../core/bounds.ts'
import { callOperation } from '../core/call.ts'
import { CallerError, inWords } from '../core/caller-error.ts'
import { DatabaseError } from '../core/database-error.ts'
import { changeGuard, type GuardOptions, hostGuard, tokenGuard } from '../core/guard.ts'
import { Answer, byPrecedence, expressPath, type Operation, Plain } from '../core/operation.ts'
import { jsonBody } from '../core/read-body.ts'
import { type Problem, problemText, unknownIn } from '../core/schema.ts'
import { boundReader } from '../core/slow-reader.ts'
import { onDashboardName } from '../core/two-names.ts'
import { DEFAULT_MERCHANT } from '../merchants/default-merchant.ts'

export interface ControlRouterParts extends GuardOptions {
  readonly operations: readonly Operation[]
  readonly fault: (error: unknown, req: Request) => void
  /** Sends what happens from now on, for whoever asks for an event stream instead of a list. */
  readonly stream: RequestHandler
  /** Of those who do not ask for one. */
  readonly lang: Lang
}

/** JSON for programs: nothing that a browser may keep, frame, or take for something else. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
}

export function controlRouter({ operations, fault, stream, lang, ...guard }: ControlRouterParts): Router {
  const router = Router()
  router.use(boundReader(), (_req, res, next) => {
    res.set(HEADERS)
    next()
  })
  router.use(hostGuard(guard), onDashboardName, tokenGuard(guard), changeGuard)
  router.use(jsonBody({ limit: '10mb', bounds: WIDE_BOUNDS }))
  router.get('/events', (req, res, next) => {
    if (req.accepts(['json', 'text/event-stream']) === 'text/event-stream') return stream(req, res, next)
    next()
  })
  for (const row of [...operations].sort(byPrecedence)) {
    const verb = row.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
    router[verb](expressPath(row.path), (req, res) => answer(row, req, res))
  }

  async function answer(row: Operation, req: Request, res: Response): Promise<void> {
    const { params, query, body } = req
    const wrong = (problem: Problem) =>
      new CallerError(
        400,
        `parameter_${problem.kind}`,
        problemText(problem),
        say(
          `docs/reference/control.md의 ${row.method} /_sandbox${row.path} 항목을 보세요.`,
          `${row.method} /_sandbox${row.path}: ${row.summary}`,
        ),
      )
    const mistyped = row.query ? unknownIn(row.query, query) : null
    if (mistyped) throw wrong(mistyped)
    const asked = langOfHeader(req.get('accept-language')) ?? undefined
    const value = await callOperation(row, { params, query, body }, { ...DEFAULT_CALLER, lang: asked }, wrong)
    if (value instanceof Plain) return void res.type(value.type).send(value.text)
    const [status, response] = value instanceof Answer ? [value.status, value.value] : [200, value]
    res.status(status).json(response)
  }

  router.use((req: Request) => {
    throw new CallerError(
      404,
      'no_such_route',
      say(
        `${req.method} /_sandbox${req.path}라는 API는 없습니다.`,
        `There is no ${req.method} /_sandbox${req.path}.`,
      ),
      say('docs/reference/control.md를 보세요.', 'See docs/reference/control.md.'),
    )
  })

  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const told = asControlError(error) ?? unexpected(error, req)
    const { status, name, message, hint } = inWords(told, req.get('accept-language'), lang)
    res.status(status).json({ error: { name, message, hint } })
  })

  function unexpected(error: unknown, req: Request): CallerError {
    fault(error, req)
    return new CallerError(
      500,
      'internal',
      say(
        '샌드박스 내부 오류입니다; 자세한 내용은 로그에 있습니다.',
        'The sandbox itself failed; its log says why.',
      ),
    )
  }
  return router
}

/** Nobody logs in as a shop here: rows that are a shop's own ask for its user_code. */
const DEFAULT_CALLER = { merchant: DEFAULT_MERCHANT.id, user_agent: '' }

/** Refusals of the nouns are the caller's mistake here, whatever REST would call them. */
function asControlError(error: unknown): CallerError | null {
  if (error instanceof CallerError) return error
  if (error instanceof DatabaseError)
    return new CallerError(503, 'database_unavailable', asBilingual(error.said))
  if (error instanceof Refusal) {
    const status = error.status >= 400 && error.status < 500 ? error.status : 409
    return new CallerError(status, error.name, asBilingual(error.message), error.hint)
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (!(error instanceof Error) || status < 400 || status >= 500) return null
  const { message } = error
  return error instanceof URIError
    ? new CallerError(
        status,
        'address_unreadable',
        say(`주소를 읽을 수 없습니다 (${message}).`, `The address cannot be read (${message}).`),
      )
    : new CallerError(
        status,
        'body_unreadable',
        say(`본문을 읽을 수 없습니다 (${message}).`, `The body cannot be read (${message}).`),
      )
}
