/** kicc_v2: 이지페이(KICC) for buyers from abroad. Whoever has scanned the code can still pay after the window has closed. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { hub } from '../windows.ts'

const page = docs('이지페이(KICC) 해외결제 page')

/** Words of `alipay_plus.wallet` (docs). */
const WALLETS = [
  w.option('alipay', '알리페이', 'Alipay'),
  w.option('alipay_hk', '알리페이 홍콩', 'AlipayHK'),
  w.option('true_money', '트루머니', 'TrueMoney'),
  w.option('touch_n_go', '터치앤고', 'Touch ’n Go'),
  w.option('gcash', '지캐시', 'GCash'),
  w.option('dana', '다나', 'DANA'),
  w.option('rabbit_line_pay', '래빗 라인페이', 'Rabbit LINE Pay'),
  w.option('bpi', '필리핀 제도 은행(BPI)', 'BPI'),
  w.option('boost', '부스트', 'Boost'),
  w.option('bill_ease', '빌이즈', 'BillEase'),
  w.option('tinaba', '티나바', 'Tinaba'),
  w.option('mpay', '엠페이', 'MPay'),
  w.option('kredivo', '크레디보', 'Kredivo'),
]

export const kicc_v2 = definePg({
  code: 'kicc_v2',
  name: w.text('KICC 해외결제', 'KICC overseas'),
  known: page,
  sells: {
    pay_methods: ['wechat', 'alipay_plus', 'linepay'],
    currencies: ['KRW', 'USD'],
  },
  order: {
    required: [
      needs('order_description', assumed('the vendor names it as required; the text is ours'), {
        pay_methods: ['alipay_plus'],
      }),
    ],
  },
  window: {
    opens: hub(page),
    reads: ['alipay_plus'],
    color: '#0a6ea8',
    accent: '#0a6ea8',
    layout: 'card',
    instead: { alipay_plus: alipayPlusSteps() },
  },
  quirks: {
    is_channel: assumed('as the PGs of the newer modules; no source names this one'),
    any_currency: page,
    late_approval: page,
  },
  notes: [
    { text: 'needs the SDK v1/iamport.js', known: assumed('its page names channelKey alone') },
    {
      text: 'a cancel of wechat is completed later and told by webhook; here it is done at once',
      known: page,
    },
    {
      text: 'the test shop id of wechat works on PC only, and only on pages whose domain is registered',
      known: page,
    },
    { text: 'the window speaks ko, en and zh', known: page },
  ],
})

/** One wallet, or the page of all of them; then its app scans the code. */
function alipayPlusSteps(): readonly w.Step[] {
  return [
    w.step('wallet', w.text('Alipay+ 간편결제 선택', 'Choose a wallet'), [
      {
        ...w.choice('alipay_wallet', w.text('간편결제', 'Wallet'), WALLETS),
        decided_by: [
          {
            param: 'alipay_plus.wallet',
            is: Object.fromEntries(WALLETS.map(({ value }) => [value, value])),
          },
        ],
      },
    ]),
    w.withCode(
      w.step('scan', w.text('QR코드 스캔', 'Scan the code'), [], {
        notice: w.text(
          '휴대폰으로 QR코드를 스캔했다고 가정하고 [다음]을 누르세요.',
          'Take the code as scanned by your phone, and press [Next].',
        ),
      }),
    ),
    w.step('pin', w.text('결제 비밀번호 입력', 'Enter your PIN'), [w.pin(6)], { next: w.PAY }),
  ]
}
