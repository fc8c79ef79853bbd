/** The main page's address: its filter, its search and the pages of its two lists, all in the query. */
import { isRecord } from '../core/schema.ts'
import { STATUSES, type Status } from '../payments/payment.ts'

export interface PageQuery {
  readonly status: Status | null
  /** An imp_uid or a merchant_uid; empty for no search. */
  readonly q: string
  readonly page: number
  /** Page of the webhooks. */
  readonly hooks: number
}

/** Whatever is not understood counts as not asked for: an address is typed and shared by people. */
export function readPageQuery(raw: unknown): PageQuery {
  const query = isRecord(raw) ? raw : {}
  const text = (name: string) => (typeof query[name] === 'string' ? query[name].trim() : '')
  const number = (name: string) => (/^[1-9]\d{0,6}$/.test(text(name)) ? Number(text(name)) : 1)
  return {
    status: STATUSES.find((status) => status === text('status')) ?? null,
    q: text('q').slice(0, 100),
    page: number('page'),
    hooks: number('hooks'),
  }
}

/** The main page's address with some of it changed; what is as by default is left out. */
export function pageUrl(query: PageQuery, changes: Partial<PageQuery>): string {
  const { status, q, page, hooks } = { ...query, ...changes }
  const params = new URLSearchParams()
  if (status) params.set('status', status)
  if (q !== '') params.set('q', q)
  if (page > 1) params.set('page', String(page))
  if (hooks > 1) params.set('hooks', String(hooks))
  return params.size === 0 ? '/dashboard' : `/dashboard?${params}`
}

export function pager(query: PageQuery, list: 'page' | 'hooks', total: number, size: number) {
  const pages = Math.max(1, Math.ceil(total / size))
  const current = query[list]
  const to = (page: number) => pageUrl(query, { [list]: page })
  return {
    total,
    pages,
    current,
    previous: current > 1 ? to(Math.min(current - 1, pages)) : null,
    next: current < pages ? to(current + 1) : null,
  }
}
