/** The Express app: which surface answers which address. */
import type { RequestListener } from 'node:http'
import express, { type NextFunction, type Request, type Response } from 'express'
import { nothingHere, only } from './capture/by-host.ts'
import { sendPage } from './checkout/http.ts'
import type { AppParts } from './control/parts.ts'
import { ahead, type Born, failedAhead } from './core/ahead.ts'
import { inEach } from './core/bilingual.ts'
import { DatabaseError } from './core/database-error.ts'
import { refuseMalformedHost } from './core/hosts.ts'
import { inOrder } from './core/in-order.ts'
import { PROXIES, withOutsideOrigin } from './core/origin.ts'
import type { Remarked } from './core/remarks.ts'
import { isRecord } from './core/schema.ts'
import { onWindowsName } from './core/two-names.ts'
import { createViews } from './core/views.ts'
import { failedLine } from './journal.ts'
import type { Call } from './rest/call.ts'
import { createRestFaults } from './rest/faults.ts'
import { noSuchOperation, restRouter } from './rest/router.ts'
import { surfaces } from './surfaces.ts'
import { recordExchanges } from './trace/http.ts'
import { redactUrl } from './trace/redact.ts'

/** `born`: of the server that it will stand in. */
export function createApp(parts: AppParts, born: Born): RequestListener {
  const { journal, merchants, operations, scenarios, settings, stores, trace } = parts
  const views = createViews()

  function fault(error: unknown, req: Request): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    journal.happened('fault', failedLine(`${req.method} ${redactUrl(req.originalUrl)}`, text), {}, 'error')
  }

  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'extended')
  app.set('etag', false)
  app.set(PROXIES, settings.trust_proxy)
  const rest = {
    operations,
    merchants,
    faults: createRestFaults({ scenarios, expireTokens: merchants.expireTokens }),
    fault,
    remarked: (remark: Remarked, { method, path }: Request) =>
      journal.happened(
        'rest',
        inEach(remark, (text) => `${method} ${path}: ${text}`),
        {},
        'warn',
      ),
    began: ({ req }: Call) => parts.quiet.began(req),
    ended: ({ req }: Call) => parts.quiet.ended(req),
    trace,
    writes: stores.outbox,
    check_answers: ['test', 'development'].includes(process.env.NODE_ENV ?? ''),
  }
  // Every request passes these.
  const first = inOrder(
    refuseMalformedHost,
    (req, _res, next) => withOutsideOrigin(req, next),
    only('rest', restRouter(rest)),
  )
  app.use(failedAhead)
  born.as(app)
  const impUidOf = (id: string) =>
    (stores.windows.byId(id) ?? stores.certification_windows.byId(id))?.imp_uid ?? null
  app.use(recordExchanges({ trace, impUidOf }))
  app.get(
    '/',
    only('own', (_req, res) => res.redirect(302, '/dashboard')),
  )
  const { docs, control, dashboard, sdk, jquery } = surfaces(parts, views, fault)
  app.use('/_sandbox/docs', only('own', docs))
  app.use('/_sandbox', only('own', control))
  app.use('/dashboard', only('own', dashboard))
  app.use(only('sdk', onWindowsName), only('sdk', sdk))
  app.use(only('jquery', jquery), nothingHere())
  app.use(noSuchOperation(rest))
  app.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error)
    const { status, message } = problemOf(error)
    if (status === 500) fault(error, req)
    sendPage(res.status(status), views.render('checkout/problem', { message }))
  })
  return ahead(first, app)
}

/** What is wrong with a body, by the status that its parser gives. */
const BODY_PROBLEMS: Readonly<Record<number, string>> = {
  413: '요청 본문이 너무 큽니다. 1MB 이하여야 합니다.',
  415: '요청 본문의 문자 인코딩을 지원하지 않습니다. UTF-8이어야 합니다.',
}

/** What is said of a request that no surface could answer. Parsers give a status; anything else is a fault of ours. */
function problemOf(error: unknown): { status: number; message: string } {
  if (error instanceof DatabaseError) return { status: 503, message: error.message }
  const { status, type } = isRecord(error) ? error : {}
  if (typeof status !== 'number' || status < 400 || status >= 500) {
    const message =
      '샌드박스 내부 오류로 요청을 처리하지 못했습니다. 자세한 내용은 샌드박스를 실행한 터미널에 있습니다.'
    return { status: 500, message }
  }
  if (type === undefined)
    return { status, message: '요청 주소의 형식이 올바르지 않습니다. (% 인코딩을 확인하세요.)' }
  const malformed =
    '요청 본문의 형식이 올바르지 않습니다. JSON 또는 application/x-www-form-urlencoded여야 합니다.'
  return { status, message: BODY_PROBLEMS[status] ?? malformed }
}
