/** ksnet: KSNET. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { ALL, PRIVACY, terms } from '../fields.ts'
import { vbankDue } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('KSNET page')

export const ksnet = definePg({
  code: 'ksnet',
  name: text('KSNET', 'KSNET'),
  known: page,
  test_mids: ['2999199999'],
  pay_methods: ['card', 'vbank', 'trans', 'phone', 'lpay', 'ssgpay', 'kakaopay', 'naverpay', 'payco'],
  required: [vbankDue('ksnet')],
  unset_amount_is_zero: docs('KSNET: an order without amount counts as one of 0 won'),
  windows: hub(page),
  window: {
    color: '#00539b',
    accent: '#00539b',
    before: [terms(text('KSPAY 이용약관', 'KSPAY terms'), [ALL, PRIVACY])],
  },
  receipt: ['card'],
  short_result: page,
  billing: { charges: 'no window', known: docs('billing table: ksnet issues keys over REST only') },
  cancel: { max_partials: 9, within_days: 183, vbank_closed: { from: 23, to: 6 }, known: page },
  pg_tid: { '*': '{digits:12}' },
  notes: [
    {
      text: 'at most 9 partial cancels, within 6 months; no vbank cancels from 23:00 to 06:00; no partial cancel of phone',
      known: page,
    },
    {
      text: 'test payments with KB cards, transfers and vouchers are refused by the PG',
      known: docs('ksnet: test mode'),
    },
  ],
})
