/** mobilians_v2: KG파이낸셜 신모듈, in a popup. */
import { assumed, docs } from '../../core/provenance.ts'
import { MOBILIANS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs, vbankDue } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('KG파이낸셜 신모듈 page')
const GIFTS = ['cultureland', 'booknlife', 'smartculture']

export const mobilians_v2 = definePg({
  code: 'mobilians_v2',
  name: text('KG파이낸셜', 'KG Financial'),
  known: page,
  pay_methods: [
    ...['card', 'phone', 'vbank', 'trans', ...GIFTS],
    ...['payco', 'samsung', 'ssgpay', 'kakaopay', 'naverpay', 'lpay', 'tosspay', 'applepay'],
  ],
  required: [
    {
      ...vbankDue('mobilians_v2'),
      known: assumed('the vendor names vbank_due as required; the text is ours'),
    },
    needs('customer_id', assumed('the vendor names it as required for vouchers; the text is ours'), {
      pay_methods: GIFTS,
    }),
  ],
  minimum: [{ currency: 'KRW', amount: 100, message: '100원 미만 결제는 불가능합니다.', known: page }],
  pays_as: Object.fromEntries(
    ['payco', 'samsung', 'ssgpay', 'kakaopay', 'naverpay', 'lpay', 'tosspay', 'applepay'].map((wallet) => [
      wallet,
      'card',
    ]),
  ),
  windows: { pc: [popup(page, [720, 700])], mobile: [leave(page)] },
  window: { color: '#e35205', ink: '#1d0a00', accent: '#b03c00', card_points: true },
  vbank_days: 5,
  cancel: { no_partial: GIFTS, known: page },
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:10}' },
  billing: { charges: 'never', known: page },
  refusals: { declined: MOBILIANS_DECLINES },
  notes: [{ text: 'easy pays are recorded as card', known: page }],
})
