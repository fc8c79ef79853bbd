/**
 * What a browser has looked at: by page, the place in the trace that it showed last, kept in a cookie. What failed after that is
 * new, and counts in the navigation.
 */
import type { Request, Response } from 'express'
import { readCookie } from '../core/page-lang.ts'
import type { DashboardParts } from './parts.ts'

type Looks = Readonly<Record<string, number>>

/** Cookies know no ports, and the next sandbox on a port may be another one: the seed tells them apart. */
function cookieName({ dice }: Pick<DashboardParts, 'dice'>, { socket }: Pick<Request, 'socket'>): string {
  return `iamport_sandbox_seen_${socket.localPort}_${dice.seed}`
}

/** `payments.120-requests.98`: what is not understood was never looked at. */
export function readLooks(parts: Pick<DashboardParts, 'dice' | 'trace'>, req: Request): Looks {
  const last = parts.trace.mark().seq
  const looks = readCookie(req, cookieName(parts, req))
    .split('-')
    .flatMap((look) => {
      const [, page, seq] = /^([a-z]+)\.(\d{1,15})$/.exec(look) ?? []
      return page === undefined ? [] : [[page, Number(seq) <= last ? Number(seq) : 0] as const]
    })
  return Object.fromEntries(looks)
}

/** The page with this view is being looked at, up to where the trace is now. */
export function keepLook(
  parts: Pick<DashboardParts, 'dice' | 'trace'>,
  req: Request,
  res: Response,
  page: string,
) {
  const looks = { ...readLooks(parts, req), [page]: parts.trace.mark().seq }
  const text = Object.entries(looks).map(([name, seq]) => `${name}.${seq}`)
  res.cookie(cookieName(parts, req), text.join('-'), { path: '/dashboard', httpOnly: true, sameSite: 'lax' })
}
