/** What the routes of all windows share: pages, forms, and the way that a browser leaves. */
import type { Request, Response } from 'express'
import { SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { isFromBrowser } from '../core/browser-request.ts'
import { type Destination, destinationOf } from '../core/destination.ts'
import { isRecord, textOf } from '../core/record.ts'
import type { Views } from '../core/views.ts'
import type { Device } from '../kit/steps.ts'
import { deviceOf } from '../windows/device.ts'
import type { Proofs } from '../windows/proof.ts'

/** Nothing runs but our files, nothing inline; any page may frame a window, and its forms may go to any shop. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'"

export function sendPage(res: Response, html: string): void {
  res.set({
    'cache-control': 'no-store',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
  })
  res.type('html').send(html)
}

export function readForm(body: unknown): Record<string, string> {
  if (!isRecord(body)) return {}
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, textOf(value)]))
}

/** What a ready frame asks for. */
export interface Asked {
  readonly user_code: string
  readonly frame_pg: string | undefined
  readonly data: Record<string, unknown>
  readonly from: { sdk: string; device: Device; user_agent: string; origin: string; untrusted_page?: string }
}

/** Reads what a ready frame asks; null for what no frame sends. */
export function readAsked(req: Request, trusts: (page: string | null) => boolean): Asked | null {
  const body: unknown = req.body
  if (!isRecord(body) || typeof body.user_code !== 'string' || !isRecord(body.data)) return null
  const user_agent = req.get('user-agent') ?? ''
  const page = isFromBrowser(req) ? textOf(body.page ?? 'null') : null
  const sdk =
    SDK_VERSIONS.find((known) => known === body.version) ?? (body.version === '1.3.0' ? 'v1' : SDK_DEFAULT)
  return {
    user_code: body.user_code,
    frame_pg: typeof body.frame_pg === 'string' && body.frame_pg !== '' ? body.frame_pg : undefined,
    data: body.data,
    from: {
      sdk,
      device: deviceOf(user_agent),
      user_agent,
      origin: typeof body.origin === 'string' ? body.origin.slice(0, 500) : '',
      ...(page === null || trusts(page) ? {} : { untrusted_page: page.slice(0, 200) }),
    },
  }
}

export const NOT_ASKED = {
  error: { name: 'bad_request', message: 'user_code and data are missing', hint: null },
}

/** Where the ready frame finds what it needs of a window that it opens. The proof it keeps from the page around it. */
export function windowAddresses(base: string, id: string, proofs: Proofs) {
  const url = `${base}/${id}`
  const proof = proofs.of(id)
  return { url, events: `${url}/events`, closed: `${url}/closed`, outcome: `${url}/outcome`, proof }
}

/** Whether an act on a window comes from its own page. Who is no browser needs to show nothing. */
export function isFromWindow(req: Request, window_id: string, proofs: Proofs): boolean {
  if (!isFromBrowser(req)) return true
  const given = readForm(req.body).proof ?? req.get(PROOF_HEADER) ?? readForm(req.query).proof ?? ''
  return proofs.holds(window_id, given)
}

export const PROOF_HEADER = 'x-iamport-sandbox-proof'

/** The browser leaves: with 302 and GET, or with a form that sends itself. Answers why not where it may not go there. */
export function leave(
  res: Response,
  views: Views,
  address: string,
  method: 'get' | 'post',
): Extract<Destination, { refused: string }>['refused'] | null {
  const destination = destinationOf(address)
  if ('refused' in destination) return destination.refused
  const { url } = destination
  if (method === 'get') {
    res.redirect(302, url)
    return null
  }
  const { searchParams } = new URL(url)
  const fields = ['imp_uid', 'merchant_uid'].map((name) => [name, searchParams.get(name) ?? ''])
  sendPage(res, views.render('app/post', { url, fields }))
  return null
}

/** A popup whose window has ended closes itself; a layer is taken away by its page. */
export function closing(html: string, kind: 'layer' | 'popup' | 'redirect'): string {
  const script = '<script src="/checkout/assets/close.js"></script>'
  return kind === 'popup' ? html.replace('</body>', `${script}</body>`) : html
}
