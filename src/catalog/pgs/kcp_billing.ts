/** kcp_billing: NHN KCP 정기결제. The window registers a card and charges nothing. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { KCP_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { hub } from '../windows.ts'

const page = docs('NHN KCP page')

export const kcp_billing = definePg({
  code: 'kcp_billing',
  name: w.text('NHN KCP 정기결제', 'NHN KCP billing'),
  known: page,
  sources: {
    pg_tid: observed("merchants' logs of kcp payments: 14 digits"),
    reports: assumed('as issued keys of html5_inicis: nothing is approved yet'),
  },
  sells: {
    pay_methods: ['card'],
  },
  order: {
    required: [
      needs('customer_uid', assumed('NHN KCP: kcp_billing needs customer_uid; the text is ours'), {
        because: 'it issues keys only: without one nothing would be kept, and nothing charged',
      }),
    ],
  },
  window: {
    opens: hub(page),
    color: '#14295e',
    accent: '#1f4fa8',
  },
  reports: {
    pg_tid: { '*': '{digits:14}' },
    approval: { billing: { apply_num: '' } },
  },
  billing: { charges: 'never', known: page },
  refusals: {
    already_cancelled: { message: '[8023] 기승인 취소된 거래', known: docs('NHN KCP error code sheet') },
    declined: KCP_DECLINES,
  },
  notes: [
    {
      text: 'by default the window asks for the resident number and, after eight digits of the card, for the birth date; `bypass.batch_birth_day_yn: Y` has it ask for the birth date at once, as the sandbox always does',
      known: page,
    },
    { text: 'iamport’s console fills in the test shop id by itself', known: docs('KCP channel settings') },
  ],
})
