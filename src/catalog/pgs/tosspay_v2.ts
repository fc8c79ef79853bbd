/** tosspay_v2: 토스페이 신. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('토스페이 신 page')

export const tosspay_v2 = definePg({
  code: 'tosspay_v2',
  name: text('토스페이', 'Toss Pay'),
  known: page,
  pay_methods: ['tosspay', 'tosspay_card', 'tosspay_money'],
  required: [
    needs('customer_id', assumed('the vendor names it as required for billing keys; the text is ours'), {
      billing: true,
    }),
  ],
  windows: hub(page),
  window: { color: '#0064ff', accent: '#0058e0', layout: 'card' },
  reports: { '*': { emb_pg_provider: undefined } },
  pg_tid: { '*': '{uuid}' },
  billing: { charges: 'never', known: page },
  notes: [{ text: 'the window expires after 15 minutes', known: page }],
})
