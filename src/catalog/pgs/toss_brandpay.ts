/** toss_brandpay: 토스 브랜드페이, a callback everywhere. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { layer } from '../windows.ts'

const page = docs('브랜드페이 page')

export const toss_brandpay = definePg({
  code: 'toss_brandpay',
  name: text('브랜드페이', 'Brandpay'),
  known: page,
  pay_methods: ['toss_brandpay'],
  required: [needs('customer_id', assumed('the vendor names it as required, a UUID; the text is ours'))],
  windows: { pc: [layer(page, [650, 650])], mobile: [layer(page)] },
  window: { color: '#ffffff', ink: '#191f28', accent: '#0058e0', card_points: true },
  short_result: page,
  pg_tid: { '*': 'brandpay{yyyyMMddHHmmss}{digits:8}' },
})
