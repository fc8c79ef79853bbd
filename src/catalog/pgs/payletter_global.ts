/** payletter_global: 페이레터 해외결제. What the window offers is decided by `bypass.payletter_global.pginfo`. */
import { assumed, docs } from '../../core/provenance.ts'
import { textOf } from '../../core/record.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { given, never } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('페이레터 해외결제 page')
const PGINFO = 'bypass.payletter_global.pginfo'

/** By the first letters of `pginfo`: the tile of the window, and the currencies that it is approved in (docs). */
const KINDS: readonly (readonly [starts: string, means: string, currencies: readonly string[]])[] = [
  ['PLCreditCardMpi', 'secure', ['KRW', 'USD', 'JPY']],
  ['PLCreditCard', 'card', ['KRW', 'USD', 'JPY']],
  ['PLUnionPay', 'unionpay', ['KRW', 'USD', 'JPY']],
  ['WeChatPay', 'wechat', ['KRW', 'USD', 'CNY']],
  ['ICBAlipay', 'alipay', ['USD', 'CNY']],
  ['AlipayPlus', 'alipay', ['USD']],
  ['CodaPayCreditCard_US', 'card', ['USD']],
  ['CodaPay', 'card', ['JPY']],
]

const WORDS = [
  ...['PLCreditCard', 'PLCreditCardMpi', 'PLUnionPay_HC', 'WeChatPayQRCodePayment', 'WeChatPayH5Payment'],
  ...['ICBAlipay', 'AlipayPlusAlipayHK', 'AlipayPlusBPI', 'AlipayPlusDana', 'AlipayPlusGcash'],
  ...['AlipayPlusRabbitLinePay', 'AlipayPlusTNG', 'AlipayPlusTrueMoney', 'CodaPayCreditCard_US'],
  ...['CodaPayCreditCard_JP', 'CodaPayGoogleApplePay_JP', 'CodaPayPayPay'],
]

const kindOf = (param: Readonly<Record<string, unknown>>) =>
  KINDS.find(([starts]) => textOf(given(param, PGINFO) ?? '').startsWith(starts))

const means: w.Field = {
  ...w.choice('payletter_means', w.text('결제수단', 'Means'), [
    w.option('card', '해외카드', 'Card'),
    w.option('secure', '해외카드 (3DS)', 'Card with 3-D Secure'),
    w.option('unionpay', '유니온페이', 'UnionPay'),
    w.option('wechat', '위챗페이', 'WeChat Pay'),
    w.option('alipay', '알리페이', 'Alipay'),
  ]),
  decided_by: [
    {
      param: PGINFO,
      is: Object.fromEntries(
        WORDS.map((word) => [word, KINDS.find(([starts]) => word.startsWith(starts))![1]]),
      ),
    },
  ],
}

export const payletter_global = definePg({
  code: 'payletter_global',
  name: w.text('페이레터', 'Payletter'),
  known: page,
  sources: { pays_as: assumed('the pay_methods that 엑심베이 has for them') },
  sells: {
    pay_methods: ['card'],
    any_pay_method: docs('페이레터 해외결제 page: pay_method is not supported'),
    pays_as: {
      '*': {
        field: 'payletter_means',
        by: { card: 'card', secure: 'card', unionpay: 'unionpay', wechat: 'wechat', alipay: 'alipay' },
      },
    },
    currencies: ['USD', 'KRW', 'JPY', 'CNY'],
  },
  order: {
    required: [
      {
        field: 'merchant_uid',
        pattern: /^[A-Za-z0-9]+$/,
        message: '페이레터의 주문번호(merchant_uid)는 영문과 숫자만 사용할 수 있습니다.',
        known: assumed('the page allows letters and digits only; the text is ours'),
      },
      needs('buyer_email', assumed('the page names it as required; the text is ours')),
    ],
    rules: [
      never(
        (param, { currency }) => kindOf(param)?.[2].includes(currency) === false,
        '선택한 결제수단(pginfo)으로 결제할 수 없는 화폐입니다.',
        assumed('페이레터 해외결제 page: currencies by means; the text is ours'),
      ),
      never(
        (param) =>
          ['wechat', 'alipay'].includes(kindOf(param)?.[1] ?? '') &&
          given(param, 'bypass.payletter_global.servicename') === undefined,
        '위챗페이·알리페이 결제시 서비스명(bypass.payletter_global.servicename)은 필수 입력입니다.',
        assumed('페이레터 해외결제 page: required for these two; the text is ours'),
      ),
    ],
  },
  window: {
    opens: hub(page),
    color: '#123a5a',
    accent: '#17629b',
    mother_tongue: 'en',
    foreign: true,
    instead: {
      card: [
        w.step('means', w.text('결제수단 선택', 'How to pay'), [means]),
        w.step(
          'card',
          w.text('카드 정보 입력', 'Card details'),
          [w.brandChoice, w.cardNumber, w.expiry, w.cvc, w.email],
          {
            ...w.whenChosen('payletter_means', 'card', 'secure'),
            next: w.PAY,
          },
        ),
        w.step('secure', w.text('3-D Secure 인증', '3-D Secure'), [w.loginPassword], {
          ...w.whenChosen('payletter_means', 'secure'),
          notice: w.text(
            '카드 발급사의 인증 화면을 대신합니다. 아무 비밀번호나 입력하세요.',
            'This stands for the page of your bank. Any password will do.',
          ),
          next: w.PAY,
        }),
        w.step('union', w.text('은련카드 정보', 'Your UnionPay card'), [w.cardNumber, w.expiry, w.email], {
          ...w.whenChosen('payletter_means', 'unionpay'),
          next: w.PAY,
        }),
        w.scanStep(
          'scan',
          w.text('QR코드 스캔', 'Scan the code'),
          w.whenChosen('payletter_means', 'wechat', 'alipay'),
        ),
        w.step('pin', w.text('결제 비밀번호', 'Payment password'), [w.pin(6)], {
          ...w.whenChosen('payletter_means', 'wechat', 'alipay'),
          next: w.PAY,
        }),
      ],
    },
  },
  home: {
    short_result: page,
  },
  billing: { charges: 'always', known: page },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
    late_approval: page,
  },
  notes: [
    { text: 'only with the newest SDK', known: page },
    {
      text: 'keys for cards only (PLCreditCard, PLCreditCardMpi, PLUnionPay_HC), issued together with a payment',
      known: page,
    },
    { text: 'an approval may be pending, and a webhook says how it ended', known: page },
    {
      text: 'Japanese means of CodaPay are cancelled by hand in Payletter’s own admin pages only',
      known: page,
    },
  ],
})
