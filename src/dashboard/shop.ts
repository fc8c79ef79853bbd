/** Which shop a page is about: the one that its address names, else the default one. */
import type { Merchant } from '../merchants/merchant.ts'
import type { Asked } from './page.ts'
import type { DashboardParts } from './parts.ts'
import { HOME, ownPath, withQuery } from './paths.ts'

export function askedShop({ merchants }: DashboardParts, { query, fields }: Asked): Merchant {
  const wanted = fields.shop || query.shop
  return merchants.all().find(({ user_code }) => user_code === wanted) ?? merchants.byDefault()
}

/** The shops as a page offers them; one alone is no choice. */
export function shopChoice({ merchants }: DashboardParts, current: Merchant) {
  const all = merchants.all()
  return all.length < 2
    ? []
    : all.map(({ name, user_code }) => ({ name, user_code, is_current: user_code === current.user_code }))
}

/** Where a form of the page leads back to: the page as it was looked at, with its filters and its shop. */
export function backOf({ req, fields }: Asked): string {
  if (fields.back) return ownPath(fields.back)
  return req.method === 'GET' ? withQuery(req.originalUrl, { done: null }) : HOME
}
