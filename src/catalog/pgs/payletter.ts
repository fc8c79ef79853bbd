/** payletter: 페이레터 국내결제. What ends as failed may be approved later, and a webhook says so. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { atMost, like, never } from '../rules.ts'
import { LIKE_OTHERS } from '../windows.ts'

const page = docs('페이레터 국내결제 page')
const newest = { since: 'v1' } as const
const ours = (what: string) => assumed(`페이레터 국내결제 page: ${what}; the text is ours`)

export const payletter = definePg({
  code: 'payletter',
  name: w.text('페이레터 국내결제', 'Payletter Korea'),
  known: page,
  sources: { pay_methods: docs('페이레터 국내결제 page, by name; the codes are those of other PGs') },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'culturegift', 'booknlife', 'smartculture'],
      ...['kakaopay', 'naverpay', 'tosspay', 'payco', 'samsungpay'],
    ],
  },
  order: {
    merchant_uid_max: { length: 50, known: page },
    required: [
      needs('name', assumed('the page names it as required; the text is ours'), newest),
      needs('buyer_name', assumed('the page names it as required; the text is ours'), newest),
      {
        field: 'storeDetails.storeName',
        pay_methods: ['samsungpay', 'tosspay'],
        message: '페이레터 삼성페이·토스페이 결제시 상점명(storeDetails.storeName)은 필수 입력입니다.',
        known: ours('required for these two'),
        ...newest,
      },
    ],
    rules: [
      like('merchant_uid', /^[A-Za-z0-9]+$/, ours('letters and digits'), {
        message: '페이레터의 주문번호(merchant_uid)는 영문과 숫자만 사용할 수 있습니다.',
        ...newest,
      }),
      atMost('name', 100, ours('100 letters'), { message: '주문명(name)은 100자 이하여야 합니다.' }),
      atMost('buyer_name', 20, ours('20 letters'), {
        message: '구매자명(buyer_name)은 20자 이하여야 합니다.',
        ...newest,
      }),
      atMost('storeDetails.storeName', 20, ours('20 letters'), {
        message: '상점명(storeDetails.storeName)은 20자 이하여야 합니다.',
      }),
      atMost('customer_id', 50, ours('50 letters'), {
        message: '구매자 아이디(customer_id)는 50자 이하여야 합니다.',
      }),
      atMost('customer_id', 30, ours('30 letters'), {
        message: '도서문화상품권 결제시 구매자 아이디(customer_id)는 30자 이하여야 합니다.',
        pay_methods: ['booknlife'],
      }),
      never(
        (_param, { amount }) => ![5_000, 10_000, 50_000].includes(amount),
        '문화상품권은 5,000원, 10,000원, 50,000원만 결제할 수 있습니다.',
        ours('these three amounts only'),
        { pay_methods: ['culturegift'], ...newest },
      ),
    ],
  },
  window: {
    opens: LIKE_OTHERS,
    color: '#0b2545',
    accent: '#13508b',
    before: [w.terms(w.text('결제 이용약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY, w.THIRD])],
  },
  billing: { charges: { card: 'always' }, known: page },
  cancel: { never: ['vbank'], known: page },
  quirks: {
    is_channel: assumed('as the PGs of the newer modules; no source names this one'),
    late_approval: page,
  },
  notes: [
    { text: 'keys are issued together with a payment, never alone, and not over REST', known: page },
    { text: '`storeDetails.storeName` is the shop’s name in the window', known: page },
  ],
})
