/** galaxia: 갤럭시아머니트리. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { ALL, THIRD, terms } from '../fields.ts'
import { needs, vbankDue } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('갤럭시아머니트리 page')
const required = assumed('the vendor names it as required; the text is ours')

export const galaxia = definePg({
  code: 'galaxia',
  name: text('갤럭시아머니트리', 'Galaxia Moneytree'),
  known: page,
  pay_methods: [
    ...['card', 'trans', 'vbank', 'phone', 'cultureland', 'smartculture', 'booknlife', 'happymoney'],
    ...['kakaopay', 'naverpay', 'tosspay', 'samsungpay', 'applepay', 'payco'],
  ],
  required: [needs('name', required), needs('customer_id', required), vbankDue('galaxia')],
  windows: hub(page),
  window: {
    color: '#1a2f6b',
    accent: '#2a4fb0',
    before: [terms(text('머니트리 이용약관', 'Moneytree terms'), [ALL, THIRD])],
  },
  billing: { charges: 'never', known: page },
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:10}' },
  notes: [{ text: 'a billing window with amount 0 or none shows 1000 won', known: page }],
})
