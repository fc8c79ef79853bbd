/** 결제: every payment in one line, found by a part of a word, by status, PG, method and date. */
import { say } from '../../core/bilingual.ts'
import type { Page } from '../page.ts'
import { pager, readPage } from '../paging.ts'
import type { DashboardParts } from '../parts.ts'
import { showRow } from '../rows.ts'

const SIZE = 50

export const payments: Page = {
  path: '/payments',
  view: 'payments',
  nav: {
    name: say('결제', 'Payments'),
    failures: ({ merchants, payments }) =>
      payments.read.list({
        merchant: merchants.byDefault().id,
        status: 'failed',
        sorting: '-started',
        limit: 0,
        offset: 0,
      }).total,
  },
  model({ merchants, payments }, { query, req }) {
    const current = readPage(query.page)
    const { list, total } = payments.read.list({
      merchant: merchants.byDefault().id,
      sorting: '-started',
      limit: SIZE,
      offset: (current - 1) * SIZE,
    })
    return {
      query,
      total,
      payments: list.map(showRow),
      pages: pager(req.originalUrl, total, SIZE, current),
    }
  },
}

export function newestPayments({ merchants, payments }: DashboardParts, limit: number) {
  const merchant = merchants.byDefault().id
  return payments.read.list({ merchant, sorting: '-started', limit, offset: 0 }).list.map(showRow)
}
