/** inicis_jp: 이니시스 일본. Yen only, always a popup on PC, and only with the newest SDK. */
import { assumed, docs } from '../../core/provenance.ts'
import { textOf } from '../../core/record.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { phoneNumberJp } from '../methods/japan.ts'
import { needs } from '../required.ts'
import { atMost, given, like, never } from '../rules.ts'
import { leave, popup } from '../windows.ts'

const page = docs('이니시스 일본 page')
const newest = { since: 'v1' } as const
const ours = (what: string) => assumed(`이니시스 일본 page: ${what}; the text is ours`)
const KATAKANA = /^[ァ-ヶー・\s]+$/

const holder: w.Field = {
  name: 'card_holder',
  label: w.text('카드 명의 (로마자)', 'Name on the card', 'カード名義（ローマ字）'),
  kind: 'text',
  max_length: 40,
  sample: 'TARO YAMADA',
}

/** A name in katakana, which stores print on their slips. */
const kana = (field: string, label: string) =>
  needs(field, assumed('the page names it as required for stores; the text is ours'), {
    pay_methods: ['cvs'],
    message: `편의점결제시 ${label}(${field})은 필수 입력입니다.`,
    ...newest,
  })

export const inicis_jp = definePg({
  code: 'inicis_jp',
  name: w.text('KG이니시스 일본', 'KG Inicis Japan', 'KGイニシス'),
  known: page,
  sells: {
    pay_methods: ['card', 'cvs', 'paypay', 'amazonpay', 'rakutenpay', 'merpay', 'aupay', 'dbarai'],
    currencies: ['JPY'],
  },
  order: {
    required: [
      needs('buyer_name', assumed('the page names it as required; the text is ours')),
      kana('buyer_first_name_kana', '구매자 이름(가타카나)'),
      kana('buyer_last_name_kana', '구매자 성(가타카나)'),
    ],
    rules: [
      like('merchant_uid', /^[!-~]+$/, ours('letters, digits and some signs'), {
        message: '주문번호(merchant_uid)는 영문, 숫자와 일부 특수문자만 사용할 수 있습니다.',
        ...newest,
      }),
      never(
        ({ name }) => /[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(textOf(name ?? '')),
        '주문명(name)은 영어와 일본어만 사용할 수 있습니다.',
        ours('English and Japanese only'),
        newest,
      ),
      never(
        (param) =>
          given(param, 'cvs.payment_deadline.valid_hours') === undefined &&
          given(param, 'cvs.payment_deadline.due_date') === undefined,
        '편의점결제시 지불 기한(cvs.payment_deadline)의 valid_hours, due_date 중 하나는 필수 입력입니다.',
        ours('one of the two'),
        { pay_methods: ['cvs'], ...newest },
      ),
      atMost('customer_id', 30, ours('30 letters, and required by a contract of type SBPS'), {
        message: '구매자 아이디(customer_id)는 30자 이하여야 합니다.',
      }),
      ...['buyer_first_name_kana', 'buyer_last_name_kana', 'storeDetails.storeNameKana'].map((field) =>
        like(field, KATAKANA, ours('katakana only'), {
          message: `${field}은(는) 가타카나만 사용할 수 있습니다.`,
        }),
      ),
      like('storeDetails.storeNameEn', /^[A-Za-z\s]+$/, ours('letters only'), {
        message: '영문 상점명(storeDetails.storeNameEn)은 알파벳만 사용할 수 있습니다.',
      }),
      ...['open', 'close'].map((end) =>
        like(`storeDetails.openingHours.${end}`, /^([01]\d|2[0-3]):[0-5]\d$/, ours('HH:mm'), {
          message: `영업시간(storeDetails.openingHours.${end})은 HH:mm 형식이어야 합니다.`,
        }),
      ),
    ],
  },
  window: {
    opens: {
      pc: [popup(docs('이니시스 일본 page: a popup, never an iframe; its size is assumed'), [720, 700])],
      mobile: [leave(page)],
    },
    color: '#d8232a',
    accent: '#c01f26',
    mother_tongue: 'ja',
    languages: ['ja'],
    instead: {
      cvs: [
        w.step('store', w.text('편의점 선택', 'Choose a store', 'コンビニの選択'), [
          {
            ...w.choice('store', w.text('편의점', 'Store', 'コンビニ'), [
              w.option('seven', '세븐일레븐', '7-Eleven', 'セブン-イレブン'),
              w.option('lawson', '로손', 'Lawson', 'ローソン'),
              w.option('family', '패밀리마트', 'FamilyMart', 'ファミリーマート'),
              w.option('ministop', '미니스톱', 'Ministop', 'ミニストップ'),
              w.option('seico', '세이코마트', 'Seicomart', 'セイコーマート'),
            ]),
            kind: 'select',
          },
        ]),
        w.step(
          'customer',
          w.text('구매자 정보', 'Your details', 'お客様情報の入力'),
          [
            {
              ...w.depositor,
              name: 'customer_name',
              label: w.text('이름', 'Name', 'お名前'),
              sample: '山田太郎',
            },
            { ...phoneNumberJp, name: 'customer_tel' },
            w.email,
          ],
          {
            notice: w.text(
              '결제번호와 지불 방법은 이메일로 안내됩니다. 실제로 발송되지는 않습니다.',
              'You get the number and how to pay by email. Here nothing is sent.',
              '払込番号とお支払い方法はメールでご案内します（実際には送信されません）。',
            ),
            next: w.text('결제번호 받기', 'Get a number', '払込番号を発行する'),
          },
        ),
      ],
      card: [
        w.step('card', w.text('카드 정보', 'Card details', 'カード情報の入力'), [
          w.brandChoice,
          w.cardNumber,
          w.expiry,
          w.cvc,
          holder,
          w.quotaChoice,
        ]),
        w.step(
          'secure',
          w.text('본인 인증 (3-D Secure)', '3-D Secure', '本人認証（3Dセキュア）'),
          [w.loginPassword],
          {
            notice: w.text(
              '카드 발급사의 인증 화면을 대신합니다. 아무 비밀번호나 입력하세요.',
              'This stands for the page of your bank. Any password will do.',
              'カード会社の認証画面の代わりです。任意のパスワードを入力してください。',
            ),
            next: w.text('결제하기', 'Pay', '支払う'),
          },
        ),
      ],
    },
    quota: {
      reads: 'exactly',
      offers: [3, 5, 6, 10, 12],
      known: docs('이니시스 일본 page: 3, 5, 6, 10 and 12 months only'),
    },
  },
  home: {
    short_result: page,
  },
  cancel: { never: ['cvs'], known: page },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
  },
  notes: [
    {
      text: '`storeDetails` is required by contracts of type JPPG, `customer_id` by SBPS, which sells with card and paypay only',
      known: page,
    },
    { text: '`bypass.inicis_jp.paymentUI` colours the window; here it does not', known: page },
    { text: 'card_code is that of the brand', known: assumed('the vendor’s codes of cards from abroad') },
  ],
})
