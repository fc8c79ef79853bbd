/** kicc_v2: KICC for buyers from abroad. The buyer can still approve after the result came home. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('KICC 해외 page')

export const kicc_v2 = definePg({
  code: 'kicc_v2',
  name: text('KICC 해외결제', 'KICC overseas'),
  known: page,
  pay_methods: ['wechat', 'alipay_plus'],
  any_currency: docs('KICC 해외: a currency that is none counts as KRW'),
  required: [needs('order_description', assumed('the vendor names it as required; the text is ours'))],
  windows: hub(page),
  window: { color: '#0a4d8f', accent: '#0a4d8f', layout: 'card' },
  late_approval: page,
})
