/** eximbay: 엑심베이, for buyers from abroad. A popup, unless the order says popup: false. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { leave, popup } from '../windows.ts'

const page = docs('엑심베이 page')
const POPUP = popup(observed('SDK 1.2.0'), [640, 400], { name: 'payment2' })
const WINDOWS = [
  POPUP,
  leave(docs('SDK release notes: popup: false from 1.1.8 on'), { popup: false, since: '1.1.8' }),
]

const holder: w.Field = {
  name: 'card_holder',
  label: w.text('카드 소유자명 (영문)', 'Name on the card'),
  kind: 'text',
  max_length: 40,
  sample: 'GILDONG HONG',
}

/** `bypass.issuercountry: 'KR'` opens the window for cards from Korea. */
const abroad = (one: w.Step): w.Step => ({
  ...one,
  asked: { param: 'bypass.issuercountry', value: 'KR', not: true },
})
const korean = (one: w.Step): w.Step => ({ ...one, asked: { param: 'bypass.issuercountry', value: 'KR' } })

export const eximbay = definePg({
  code: 'eximbay',
  name: w.text('엑심베이', 'Eximbay'),
  known: manual('2.1.1 pg'),
  sources: {
    test_mids: observed('public test code'),
    pay_methods: docs('엑심베이 page and sample/eximbay'),
    currencies: page,
    reports: docs('엑심베이 page: econtext is stored as vbank, ready, vbank_num "unknown"'),
    pays_as: docs('엑심베이 page: econtext is stored as vbank'),
  },
  mids: {
    test: ['1849705C64'],
  },
  sells: {
    pay_methods: ['card', 'alipay', 'unionpay', 'tenpay', 'wechat', 'econtext', 'molpay', 'paysbuy'],
    currencies: ['USD', 'KRW', 'EUR', 'GBP', 'JPY', 'THB', 'SGD', 'RUB', 'HKD', 'CAD', 'AUD'],
    pays_as: { econtext: 'vbank' },
  },
  order: {
    required: [needs('buyer_tel', assumed('the page names it as required; the text is ours'))],
  },
  window: {
    opens: { pc: WINDOWS, mobile: WINDOWS },
    color: '#143a66',
    accent: '#1560a8',
    layout: 'card',
    mother_tongue: 'en',
    languages: ['ja', 'zh'],
    foreign: true,
    instead: {
      card: [
        w.step('buyer', w.text('구매자 정보', 'Your details'), [
          { ...w.email, label: w.text('영수증을 받을 이메일', 'Email for the receipt') },
          w.agreement(
            'terms_eximbay',
            '[필수] 개인정보 수집 및 제3자 제공에 동의합니다',
            'I agree to the use of my personal data',
          ),
        ]),
        abroad(
          w.step(
            'card',
            w.text('카드 정보 입력', 'Card details'),
            [w.brandChoice, w.cardNumber, w.expiry, w.cvc, holder],
            {
              next: w.PAY,
            },
          ),
        ),
        korean(w.step('domestic', w.text('국내 카드 선택', 'Korean card'), [w.cardChoice, w.quotaChoice])),
        korean(
          w.step(
            'domestic_auth',
            w.text('카드 인증', 'Card authentication'),
            [w.cardNumber, w.cardPassword],
            {
              notice: w.text(
                '카드사 인증 화면을 대신합니다. 실제 카드 정보를 입력하지 마십시오.',
                'This stands for the page of the card company. Do not enter a real card.',
              ),
              next: w.PAY,
            },
          ),
        ),
      ],
    },
  },
  reports: {
    approval: {
      econtext: { vbank_num: 'unknown', vbank_code: null, vbank_name: null, vbank_holder: null },
    },
    pg_tid: { '*': '{mid}{yyyyMMdd}{digits:6}' },
  },
  notes: [
    { text: 'an iframe before 2018-06-01', known: docs('sample/eximbay') },
    { text: 'no billing keys', known: page },
    { text: '`language` is ko, en, zh or jp; the last two get the English window here', known: page },
    { text: 'Korean cards are approved in won only; alipay opens Alipay+ by the shop id', known: page },
    { text: 'card_code is that of the brand', known: assumed('the vendor’s codes of cards from abroad') },
  ],
})
