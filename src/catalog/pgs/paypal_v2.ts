/** paypal_v2: PayPal SPB and RT, drawn by IMP.loadUI. A payment may be approved after it seemed to fail. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { popup } from '../windows.ts'

const page = docs('PayPal (SPB, RT) page')

export const paypal_v2 = definePg({
  code: 'paypal_v2',
  name: text('페이팔', 'PayPal'),
  known: page,
  pay_methods: ['paypal'],
  currencies: [
    'USD',
    'EUR',
    'JPY',
    'GBP',
    'AUD',
    'CAD',
    'HKD',
    'SGD',
    'TWD',
    'CHF',
    'SEK',
    'NZD',
    'PHP',
    'THB',
  ],
  windows: { pc: [popup(page, [440, 700])], mobile: [popup(page, [440, 700])] },
  window: {
    color: '#ffffff',
    ink: '#003087',
    accent: '#0058a8',
    layout: 'card',
    mother_tongue: 'en',
    foreign: true,
  },
  late_approval: page,
  short_result: page,
  receipt: false,
  pg_tid: { '*': '{digits:17}' },
  billing: { charges: 'never', known: docs('billing table') },
  refusals: {
    cancelled: {
      message: 'PAY_PROCESS_CANCELED',
      code: 'PAY_PROCESS_CANCELED',
      known: assumed('no source has the text'),
    },
  },
  notes: [{ text: 'pay_method is always paypal', known: page }],
})
