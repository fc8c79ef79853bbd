/** paypal: PayPal Express Checkout. Dollars, never won; the page is left unless the order says popup. */
import { assumed, docs, manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import type { WindowRule } from '../pg.ts'
import { leave, popup } from '../windows.ts'

const page = docs('PayPal (Express Checkout) page')

const WINDOWS: readonly WindowRule[] = [
  leave(page),
  popup(docs('SDK release notes: popup from 1.1.7 on; its size is observed in SDK 1.2.0'), [440, 700], {
    name: 'IMP_PAYPAL_MODAL',
    popup: true,
    since: '1.1.7',
  }),
]

export const paypal = definePg({
  code: 'paypal',
  name: w.text('페이팔', 'PayPal'),
  known: manual('2.1.1 pg'),
  legacy: true,
  sources: {
    pay_methods: page,
    currencies: docs(
      'PayPal (Express Checkout) page, by PayPal’s own list; USD first and no won: manual 2.1.1',
    ),
    reports: assumed('PayPal tells no shop which card it was'),
    receipt: assumed('PayPal sends its own mail; no source has a slip'),
  },
  sells: {
    pay_methods: ['card'],
    currencies: w.PAYPAL_CURRENCIES,
  },
  window: {
    opens: { pc: WINDOWS, mobile: WINDOWS },
    color: '#ffffff',
    ink: '#003087',
    accent: '#0058a8',
    layout: 'card',
    mother_tongue: 'en',
    languages: ['ja', 'zh', 'fr', 'de', 'es'],
    foreign: true,
    instead: { card: w.PAYPAL_EXPRESS },
  },
  reports: {
    approval: {
      '*': {
        apply_num: '',
        card_code: null,
        card_name: null,
        card_number: null,
        card_quota: 0,
        card_type: null,
      },
    },
    receipt: false,
    pg_tid: { '*': '{digits:17}' },
  },
  notes: [
    {
      text: 'the window speaks Korean for `language: ko`, English for every other code',
      known: manual('2.1.1 language: PayPal takes its own two-letter codes'),
    },
    { text: 'no billing keys, and no new shops', known: page },
    {
      text: '`optional.use_stc_api` and `stc_data` go to PayPal’s risk check; nothing is done with them',
      known: page,
    },
  ],
})
