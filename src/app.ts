/** The Express app: which surface answers which address. */
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { nothingHere, only } from './capture/by-host.ts'
import { jqueryRoutes } from './capture/jquery.ts'
import { sendPage } from './checkout/http.ts'
import { checkoutRoutes } from './checkout/routes.ts'
import type { ControlParts } from './control/parts.ts'
import { controlRouter } from './control/router.ts'
import { controlRows } from './control/rows.ts'
import { DatabaseError } from './core/database-error.ts'
import { reachableHost, refuseMalformedHost } from './core/hosts.ts'
import { originOf, PROXIES, withOutsideOrigin } from './core/origin.ts'
import { isTrustedPage } from './core/page-trust.ts'
import { isRecord } from './core/schema.ts'
import { onWindowsName } from './core/two-names.ts'
import { createViews } from './core/views.ts'
import { dashboardRoutes } from './dashboard/routes.ts'
import { eventStream } from './event-stream.ts'
import { failedLine } from './journal.ts'
import { DEFAULT_MERCHANT } from './merchants/merchant.ts'
import type { Call } from './rest/call.ts'
import { docsRoutes } from './rest/docs.ts'
import { createRestFaults } from './rest/faults.ts'
import { noSuchOperation, restRouter } from './rest/router.ts'
import { sdkRoutes } from './sdk/routes.ts'
import { recordExchanges } from './trace/http.ts'
import { redactUrl } from './trace/redact.ts'

export function createApp(parts: ControlParts): Express {
  const { certify, checkout, clock, dice, journal, merchants, receipts, watch } = parts
  const { lang, operations, scenarios, settings, stores, token, trace, url } = parts
  const control = controlRows(parts)
  const views = createViews()
  /** The address that was asked for is ours by its own name, too. */
  const allowed_hosts = [...settings.allow_host, reachableHost(settings.host)]

  function fault(error: unknown, req: Request): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    journal.happened('fault', failedLine(`${req.method} ${redactUrl(req.originalUrl)}`, text), {}, 'error')
  }

  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'extended')
  app.set('etag', false)
  app.set(PROXIES, settings.trust_proxy)
  app.use(refuseMalformedHost, (req, _res, next) => withOutsideOrigin(req, next))
  const rest = {
    operations,
    merchants,
    faults: createRestFaults({ scenarios, expireTokens: merchants.expireTokens }),
    fault,
    remarked: (text: string, req: Request) =>
      journal.happened('rest', `${req.method} ${req.path}: ${text}`, {}, 'warn'),
    began: ({ req }: Call) => parts.quiet.began(req),
    ended: ({ req }: Call) => parts.quiet.ended(req),
    trace,
    writes: stores.outbox,
    check_answers: ['test', 'development'].includes(process.env.NODE_ENV ?? ''),
  }
  app.use(only('rest', restRouter(rest)))
  const impUidOf = (id: string) =>
    (stores.windows.byId(id) ?? stores.certification_windows.byId(id))?.imp_uid ?? null
  app.use(recordExchanges({ trace, impUidOf }))
  app.get(
    '/',
    only('own', (_req, res) => res.redirect(302, '/dashboard')),
  )
  const { imp_key, imp_secret } = DEFAULT_MERCHANT
  const keys = () => ({ imp_key, imp_secret })
  /** Where a token is asked for, the page that asks for none names no payment. */
  const newest = () => {
    if (token !== null) return null
    const [payment] = parts.payments.read.list({
      merchant: merchants.byDefault().id,
      sorting: '-started',
      limit: 1,
      offset: 0,
    }).list
    return payment ?? null
  }
  app.use(
    '/_sandbox/docs',
    only(
      'own',
      docsRoutes({
        rest: operations,
        control: () => control,
        url: () => url(),
        views,
        keys,
        newest,
        allowed_hosts,
      }),
    ),
  )
  app.use(
    '/_sandbox',
    only(
      'own',
      controlRouter({ operations: control, fault, stream: eventStream(journal), lang, token, allowed_hosts }),
    ),
  )
  app.use('/dashboard', only('own', dashboardRoutes({ ...parts, allowed_hosts, control, fault, views })))
  app.use(only('sdk', onWindowsName))
  app.use(only('sdk', sdkRoutes(merchants, dice, views, originOf)))
  const slips = {
    partnersOf: (imp_uid: string) => stores.orders.notes(imp_uid, 'partner').map(readPartner),
    cashReceipt: receipts.byTid,
  }
  const trusts = (page: string | null) => isTrustedPage(page, settings)
  const now = () => clock.now()
  app.use(only('sdk', checkoutRoutes({ checkout, certify, watch, slips, views, now, trusts })))
  app.use(only('jquery', jqueryRoutes()), nothingHere())
  app.use(noSuchOperation(rest))
  app.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (res.headersSent) return next(error)
    const { status, message } = problemOf(error)
    if (status === 500) fault(error, req)
    sendPage(res.status(status), views.render('checkout/problem', { message }))
  })
  return app
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

/** A line of `POST /partners/receipts` as the order store keeps it. */
function readPartner({ company_name, business_registration_number, amount }: Record<string, unknown>) {
  return {
    company_name: String(company_name),
    business_registration_number: String(business_registration_number),
    amount: Number(amount),
  }
}
