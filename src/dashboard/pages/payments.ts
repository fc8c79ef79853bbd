/** 결제: every payment and every refused order in one line, found by a part of a word, by status, PG, method and date. */
import { payMethod } from '../../catalog/methods/index.ts'
import { pgByCode } from '../../catalog/pgs/index.ts'
import { say } from '../../core/bilingual.ts'
import { parseIso } from '../../core/clock.ts'
import { STATUSES, type Status } from '../../payments/payment.ts'
import { STATUS_TABS } from '../../telling/words.ts'
import type { TraceRecord } from '../../trace/record.ts'
import type { Fields } from '../forms.ts'
import type { Page } from '../page.ts'
import { pager, readPage } from '../paging.ts'
import type { DashboardParts } from '../parts.ts'
import { withQuery } from '../paths.ts'
import { refusedOrders } from '../refused.ts'
import { type Row, refusedRow, rowsOf } from '../rows.ts'
import { refusedPage } from './refused.ts'

const SIZE = 50
const REFUSED = 'refused' as const

export const payments: Page = {
  path: '/payments',
  view: 'payments',
  scripts: ['submit-on-change'],
  below: [refusedPage],
  nav: {
    name: say('결제', 'Payments'),
    failures: {
      count: ({ trace }, since) => newFailures(trace.newest(), since),
      title: say(
        '이 페이지를 마지막으로 본 뒤에 실패하거나 거절된 결제',
        'Payments that failed or were refused since you last looked at this page',
      ),
      are_new: true,
    },
  },
  model(parts, { query, req }) {
    const merchant = parts.merchants.byDefault().id
    const filter = readFilter(query)
    const current = readPage(query.page)
    const { rows, counts } = findRows(parts, merchant, filter, current)
    const total = filter.status === null ? sum(counts) : (counts[filter.status] ?? 0)
    const { pgs, pay_methods } = parts.payments.read.kinds(merchant)
    const self = withQuery(req.originalUrl, { done: null })
    return {
      query: { q: '', status: '', pg: '', pay_method: '', from: '', to: '', ...query },
      is_narrowed:
        filter.words.length > 0 || ['status', 'pg', 'pay_method', 'from', 'to'].some((name) => query[name]),
      is_new: sum(counts) === 0,
      total,
      rows,
      tabs: [null, ...STATUSES, REFUSED].map((status) => ({
        word:
          status === null
            ? say('전체', 'All')
            : (STATUS_TABS[status as Status] ?? say('요청 거절', 'Refused')),
        count: status === null ? sum(counts) : (counts[status] ?? 0),
        href: withQuery(self, { status, page: null }),
        is_current: filter.status === status,
      })),
      pgs: withChosen(pgs, filter.pg).map((code) => ({ code, name: pgByCode(code)?.name ?? code })),
      pay_methods: withChosen(pay_methods, filter.pay_method).map((code) => ({
        code,
        name: payMethod(code)?.name ?? code,
      })),
      pages: pager(self, total, SIZE, current),
    }
  },
}

/** Each payment once; an order that was refused has none and counts for itself. */
function newFailures(records: readonly TraceRecord[], since: number): number {
  const failed = records.flatMap(({ seq, surface, imp_uid, line }): (number | string | null)[] => {
    if (seq <= since || !line) return []
    if (surface === 'sdk' && line.kind === 'refused') return [seq]
    return line.kind === 'payment' && line.detail.status === 'failed' ? [imp_uid] : []
  })
  return new Set(failed).size
}

/** What was chosen stays a choice, however long ago it was seen. */
function withChosen(names: readonly string[], chosen: string | undefined): readonly string[] {
  return chosen === undefined || names.includes(chosen) ? names : [...names, chosen]
}

type Filter = ReturnType<typeof readFilter>

/** Whatever is not understood counts as not asked for: an address is typed and shared by people. */
function readFilter({ q = '', status = '', pg, pay_method, from = '', to = '' }: Fields) {
  return {
    words: q.slice(0, 100).split(/\s+/).filter(Boolean).map(plain),
    status: status === REFUSED ? REFUSED : (STATUSES.find((known) => known === status) ?? null),
    pg: pg || undefined,
    pay_method: pay_method || undefined,
    from: dayOf(from, '00:00:00'),
    to: dayOf(to, '23:59:59'),
  }
}

/** `1,490,000원` is looked for as it stands in the database. */
function plain(word: string): string {
  const amount = /^[₩$¥]?(\d{1,3}(?:,\d{3})+(?:\.\d+)?)원?$/.exec(word)?.[1] ?? /^(\d+)원$/.exec(word)?.[1]
  return amount === undefined ? word : amount.replaceAll(',', '')
}

function dayOf(text: string, time: string): number | undefined {
  const at_ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseIso(`${text}T${time}+09:00`) : null
  return at_ms === null ? undefined : at_ms / 1000
}

/** Refused orders are few and in the trace; they are laid among the payments by their time. */
function findRows(parts: DashboardParts, merchant: number, filter: Filter, page: number) {
  const { status, ...narrow } = filter
  const search = { ...narrow, merchant }
  const refused = refusedOrders(parts.trace, filter)
  const counts: Record<string, number> = {
    ...parts.payments.read.countFound(search),
    [REFUSED]: refused.length,
  }
  const offset = (page - 1) * SIZE
  if (status === REFUSED) return { counts, rows: refused.slice(offset, offset + SIZE).map(refusedRow) }
  const among = status === null ? refused : []
  const first = Math.max(0, offset - among.length)
  const found = parts.payments.read.search({
    ...search,
    status: status ?? undefined,
    offset: first,
    limit: offset + SIZE - first,
  })
  const rows: Row[] = [...rowsOf(parts, found), ...among.map(refusedRow)].sort(
    (a, b) => b.started_at - a.started_at,
  )
  // Of what lies before the page, payments that were not read are left out of both.
  return { counts, rows: rows.slice(offset - first, offset - first + SIZE) }
}

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, n) => all + n, 0)

export function newestPayments(parts: DashboardParts, limit: number): Row[] {
  const merchant = parts.merchants.byDefault().id
  const refused = refusedOrders(parts.trace).slice(0, limit)
  const found = parts.payments.read.search({ merchant, words: [], limit, offset: 0 })
  return [...rowsOf(parts, found), ...refused.map(refusedRow)]
    .sort((a, b) => b.started_at - a.started_at)
    .slice(0, limit)
}
