/**
 * Two names for one port, so that nothing that runs in a window is of the same origin as the control API and the dashboard:
 * browsers have these on `localhost`, and windows and the SDK on `127.0.0.1`. Who is no browser notices nothing, and neither
 * does who reaches the sandbox by a name that is not this machine's (there a token is asked for).
 */
import type { Request, RequestHandler } from 'express'
import { say } from './bilingual.ts'
import { isFromBrowser } from './browser-request.ts'
import { CallerError } from './caller-error.ts'
import { originOf } from './origin.ts'

/** The dashboard's own name. */
const DASHBOARD = 'localhost'
const WINDOWS = '127.0.0.1'

/** What the sandbox calls itself when it sends webhooks. */
export const SENDER = 'iamport-sandbox'

/** For the control API and the dashboard. */
export const onDashboardName: RequestHandler = (req, res, next) => {
  if (req.get('user-agent') === SENDER) return next(FROM_ITSELF)
  if (!isFromBrowser(req)) return next()
  const { hostname, port } = new URL(originOf(req))
  if (isMachine(hostname) && hostname !== DASHBOARD) {
    if (isNavigation(req)) return res.redirect(302, `http://${DASHBOARD}:${port || 80}${req.originalUrl}`)
    return next(ON_WINDOWS_NAME)
  }
  const site = req.get('sec-fetch-site')
  const is_foreign = site === 'cross-site' || site === 'same-site'
  next(is_foreign && !isNavigation(req) ? FOREIGN : undefined)
}

/** For windows, slips and the SDK. */
export const onWindowsName: RequestHandler = (req, res, next) => {
  if (!isFromBrowser(req)) return next()
  const origin = originOf(req)
  if (!URL.canParse(origin)) return next()
  const { protocol, hostname, port } = new URL(origin)
  if (hostname !== DASHBOARD || protocol !== 'http:') return next()
  const is_post = req.method !== 'GET' && req.method !== 'HEAD'
  res.set('access-control-allow-origin', '*')
  res.redirect(is_post ? 307 : 302, `http://${WINDOWS}:${port || 80}${req.originalUrl}`)
}

/**
 * Where a shop reaches the SDK, windows and REST, for somebody who looks at the dashboard: what he reached it by, with the
 * windows' name in the place of the dashboard's.
 */
export function windowsOrigin(req: Request): string {
  const origin = originOf(req)
  if (!URL.canParse(origin)) return origin
  const { protocol, hostname, port } = new URL(origin)
  const is_ours = hostname === DASHBOARD && protocol === 'http:'
  return is_ours ? `http://${WINDOWS}:${port || 80}` : origin
}

/** Whether a name can only be this machine's. */
function isMachine(hostname: string): boolean {
  return hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname) || /(^|\.)localhost$/.test(hostname)
}

/** Somebody opens a page; it runs under its own name then. Nothing is changed by it. */
function isNavigation(req: Request): boolean {
  const mode = req.get('sec-fetch-mode')
  return req.method === 'GET' && mode === 'navigate' && req.get('sec-fetch-dest') === 'document'
}

const FROM_ITSELF = new CallerError(
  403,
  'from_itself',
  say(
    '샌드박스는 자신에게 요청하지 않습니다: 이 요청에는 자신의 웹훅에 쓰는 이름이 있습니다.',
    'The sandbox does not act on itself: this request has the name of its own webhooks.',
  ),
)
const ON_WINDOWS_NAME = new CallerError(
  403,
  'dashboard_name_only',
  say(
    '페이지는 localhost라는 이름으로만 제어 API와 대시보드를 쓸 수 있습니다.',
    'Pages reach the control API and the dashboard by the name localhost alone.',
  ),
  say('같은 포트의 http://localhost를 쓰세요.', 'Use http://localhost with the same port.'),
)
const FOREIGN = new CallerError(
  403,
  'foreign_page',
  say('다른 사이트의 페이지는 여기에 요청할 수 없습니다.', 'Pages of other sites may not ask here.'),
)
