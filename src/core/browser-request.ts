/** What a request says of the page behind it. Only browsers send these headers, and no page can forge them. */
import type { Request } from 'express'
import { originOf } from './origin.ts'

/** Whether a browser sent it. Shops' servers, the CLI and curl send neither header. */
export function isFromBrowser(req: Request): boolean {
  return req.get('origin') !== undefined || req.get('sec-fetch-site') !== undefined
}

/** Whether it came from a page of this very origin, or from no page at all (typed, or no browser). */
export function isFromOwnPage(req: Request): boolean {
  const origin = req.get('origin')
  if (origin !== undefined) return origin === originOf(req)
  const site = req.get('sec-fetch-site')
  return site === undefined || site === 'same-origin' || site === 'none'
}
