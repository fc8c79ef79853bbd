/** hyphen: 하이픈. An account is registered once, and pays with a PIN from then on. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { atMost, like } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('하이픈 page')
const ours = (what: string) => assumed(`하이픈 page: ${what}; the text is ours`)

export const hyphen = definePg({
  code: 'hyphen',
  name: w.text('하이픈', 'Hyphen'),
  known: page,
  sells: {
    pay_methods: ['trans'],
  },
  order: {
    // Only the newest SDK opens it (docs), so no older order is refused.
    required: [
      needs('name', assumed('the page names it as required; the text is ours'), { since: 'v1' }),
      needs('buyer_name', assumed('the page names it as required; the text is ours'), { since: 'v1' }),
    ],
    rules: [
      like('merchant_uid', /^\w+$/, ours('letters, digits and _'), {
        since: 'v1',
        message: '주문번호(merchant_uid)는 영문, 숫자, 밑줄(_)만 사용할 수 있습니다.',
      }),
      atMost('name', 40, ours('40 letters'), {
        since: 'v1',
        message: '주문명(name)은 40자 이하여야 합니다.',
      }),
      like('bypass.hyphen.designCd', /^#[\da-f]{6}$/i, ours('# and six digits'), {
        message: '결제창 색상(bypass.hyphen.designCd)은 #으로 시작하는 6자리 Hex 값이어야 합니다.',
      }),
    ],
  },
  window: {
    opens: hub(page),
    color: '#17424f',
    accent: '#17424f',
    layout: 'card',
    instead: {
      trans: [
        w.step('start', w.text('바로계좌결제', 'Pay from your account'), [
          w.choice('hyphen_account', w.text('결제 계좌', 'Account'), [
            w.option('registered', '등록된 계좌', 'A registered one'),
            w.option('new', '새 계좌 등록', 'A new one'),
          ]),
          w.bankChoice('bank_code'),
        ]),
        {
          ...w.terms(w.text('계좌 등록 약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY]),
          ...w.whenChosen('hyphen_account', 'new'),
        },
        w.step(
          'register',
          w.text('본인 명의 계좌 등록', 'Register your account'),
          [w.accountNumber, w.birthDay],
          w.whenChosen('hyphen_account', 'new'),
        ),
        w.step('pin', w.text('결제 비밀번호', 'PIN'), [w.pin(6)], { next: w.PAY }),
      ],
    },
  },
  quirks: { is_channel: assumed('as the PGs of the newer modules; no source names this one') },
  notes: [
    { text: 'only with the newest SDK', known: page },
    { text: 'no cash receipt is issued by itself', known: page },
    {
      text: '`storeDetails.businessName` is the shop’s name, `bypass.hyphen.designCd` the colour of its window',
      known: page,
    },
  ],
})
