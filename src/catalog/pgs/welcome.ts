/** welcome: 웰컴페이먼츠. */
import { assumed, docs } from '../../core/provenance.ts'
import { isRecord } from '../../core/schema.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, THIRD, terms } from '../fields.ts'
import { digitalForPhone, needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('웰컴페이먼츠 page')
const required = assumed('the vendor names it as required; the text is ours')

export const welcome = definePg({
  code: 'welcome',
  name: text('웰컴페이먼츠', 'Welcome Payments'),
  known: page,
  pay_methods: [
    'card',
    'trans',
    'vbank',
    'phone',
    'culturegift',
    'lpay',
    'kakaopay',
    'payco',
    'tosspay',
    'naverpay',
  ],
  required: [
    needs('buyer_tel', required, { device: 'pc' }),
    needs('buyer_name', required),
    needs('name', required),
    digitalForPhone('welcome'),
    needs('m_redirect_url', required, { device: 'mobile' }),
  ],
  rules: [
    {
      broken: ({ period }) => isRecord(period) && Boolean(period.from) !== Boolean(period.to),
      message:
        '웰컴페이먼츠의 경우 제공 기간은 시작 날짜와 종료 날짜를 모두 입력하셔야 합니다. (둘 중 하나만 입력 불가)',
      in_window: 'WELCOME',
      known: page,
    },
    {
      broken: ({ card }) => isRecord(card) && card.useCardPoint === false,
      message:
        '결제 창 호출에 실패하였습니다. 웰컴페이먼츠의 경우 카드사 포인트 사용 불가 옵션은 사용할 수 없습니다.',
      in_window: 'WELCOME',
      known: page,
    },
  ],
  minimum: [
    {
      currency: 'KRW',
      amount: 1000,
      pay_methods: ['card'],
      message: '1,000원 미만 결제는 불가능합니다.',
      in_window: 'WELCOME',
      known: assumed('웰컴페이먼츠 blocks less than 1000 won in its window; the text is ours'),
    },
  ],
  windows: hub(page),
  window: {
    color: '#c2002f',
    accent: '#c2002f',
    layout: 'panel',
    card_points: true,
    before: [terms(text('약관 동의', 'Terms'), [FINANCE, PRIVACY, THIRD])],
  },
  short_result: page,
  quota: { reads: 'none', known: docs('welcome: one payment always; without the option nothing else') },
  billing: { charges: 'never', known: docs('welcome: cards are not charged, phones are') },
  cancel: { needs_vat_amount: true, known: docs('POST /payments/cancel vat_amount') },
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:10}' },
  notes: [{ text: 'card_quota of the result is the asked one in test mode', known: page }],
})
