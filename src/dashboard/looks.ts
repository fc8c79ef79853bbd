/**
 * What a browser has looked at: by page, the place in the trace that it showed last, kept in a cookie. What failed after that is
 * new, and counts in the navigation.
 */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { Request, Response } from 'express'
import { drawSecret } from '../core/ids.ts'
import { readCookie } from '../core/page-lang.ts'
import type { DashboardParts } from './parts.ts'

type Looks = Readonly<Record<string, number>>

/** Cookies know no ports: this one goes to whatever else listens on this host, so nothing of the sandbox may be read out of it. */
const cookieName = ({ socket }: Pick<Request, 'socket'>): string => `iamport_sandbox_seen_${socket.localPort}`

/** Whose trace it was: the next sandbox on a port may be another one. One in memory ends with its process. */
function ownerOf({ settings: { db }, trace }: Pick<DashboardParts, 'settings' | 'trace'>): string {
  if (db !== ':memory:') return createHash('sha256').update(resolve(db)).digest('hex').slice(0, 16)
  const known = owners.get(trace) ?? drawSecret().replace(/\W|_/g, '')
  owners.set(trace, known)
  return known
}

const owners = new WeakMap<DashboardParts['trace'], string>()

/** `OWNER-payments.120-requests.98`: what is not understood, or was another's, was never looked at. */
export function readLooks(parts: Pick<DashboardParts, 'settings' | 'trace'>, req: Request): Looks {
  const last = parts.trace.mark().seq
  const [owner, ...kept] = readCookie(req, cookieName(req)).split('-')
  const looks = (owner === ownerOf(parts) ? kept : []).flatMap((look) => {
    const [, page, seq] = /^([a-z]+)\.(\d{1,15})$/.exec(look) ?? []
    return page === undefined ? [] : [[page, Number(seq) <= last ? Number(seq) : 0] as const]
  })
  return Object.fromEntries(looks)
}

/** The page with this view is being looked at, up to where the trace is now. */
export function keepLook(
  parts: Pick<DashboardParts, 'settings' | 'trace'>,
  req: Request,
  res: Response,
  page: string,
) {
  const looks = { ...readLooks(parts, req), [page]: parts.trace.mark().seq }
  const kept = Object.entries(looks).map(([name, seq]) => `${name}.${seq}`)
  res.cookie(cookieName(req), [ownerOf(parts), ...kept].join('-'), {
    path: '/dashboard',
    httpOnly: true,
    sameSite: 'lax',
  })
}
