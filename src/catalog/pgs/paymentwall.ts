/** paymentwall: 페이먼트월. What is shown depends on the country; a failed payment may be paid later. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('페이먼트월 page')

export const paymentwall = definePg({
  code: 'paymentwall',
  name: text('페이먼트월', 'Paymentwall'),
  known: page,
  pay_methods: ['card'],
  any_pay_method: page,
  currencies: ['KRW', 'USD', 'EUR', 'JPY'],
  required: [
    needs('buyer_email', assumed('the vendor names it as required; the text is ours')),
    needs('currency', assumed('the vendor names it as required; the text is ours')),
  ],
  windows: hub(page),
  window: { color: '#12293b', accent: '#0b6a9c', mother_tongue: 'en', foreign: true },
  late_approval: page,
  billing: { charges: 'always', known: page },
  notes: [{ text: 'test payments are real charges at the PG; not here', known: page }],
})
