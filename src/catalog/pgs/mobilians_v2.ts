/** mobilians_v2: KG파이낸셜 신모듈, in a popup. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { MOBILIANS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs, vbankDue } from '../required.ts'
import { atMostBytes, like } from '../rules.ts'
import { leave, popup } from '../windows.ts'

const page = docs('KG모빌리언스 (신모듈) page')
const GIFTS = ['cultureland', 'culturegift', 'booknlife', 'smartculture']
const EASY = ['payco', 'samsung', 'ssgpay', 'kakaopay', 'naverpay', 'lpay', 'tosspay', 'applepay']

export const mobilians_v2 = definePg({
  code: 'mobilians_v2',
  name: w.text('KG파이낸셜', 'KG Financial'),
  known: page,
  sources: {
    reports: assumed('as html5_inicis has it for payments that only issue a key (observed)'),
  },
  sells: {
    pay_methods: ['card', 'phone', 'vbank', 'trans', ...GIFTS, ...EASY],
    pays_as: Object.fromEntries(EASY.map((wallet) => [wallet, 'card'])),
    one_transaction: GIFTS,
  },
  order: {
    required: [
      needs('buyer_tel', assumed('the sample says required, the parameter list optional; the text is ours')),
      {
        ...vbankDue('mobilians_v2'),
        known: assumed('the vendor names vbank_due as required; the text is ours'),
      },
      needs('customer_id', assumed('the vendor names it as required for vouchers; the text is ours'), {
        pay_methods: GIFTS,
      }),
    ],
    rules: [
      atMostBytes('customer_id', 20, assumed('the page says 20 bytes for vouchers; the text is ours'), {
        message: '구매자 아이디(customer_id)는 20byte 이하여야 합니다.',
        pay_methods: GIFTS,
      }),
      like('merchant_uid', /^.{4,}$/, assumed('the page says 4 to 40 letters; the text is ours'), {
        since: 'v1',
        message: '주문번호(merchant_uid)는 4자 이상 40자 이하여야 합니다.',
      }),
    ],
    minimum: [
      {
        currency: 'KRW',
        amount: 100,
        message: '100원 미만 결제는 불가능합니다.',
        known: docs('KG모빌리언스 (신모듈) page: less than 100 won cannot be paid'),
      },
    ],
  },
  window: {
    opens: {
      pc: [popup(docs('KG모빌리언스 (신모듈) page: a popup; its size is assumed'), [720, 700])],
      mobile: [leave(page)],
    },
    color: '#1f2a44',
    accent: '#b03c00',
    button: { color: '#e35205', ink: '#1d0a00' },
    before: [
      w.terms(w.text('결제 서비스 이용약관', 'Terms'), [
        ['finance', '[필수] 전자금융거래 이용약관', 'Terms of electronic finance'],
        ['privacy', '[필수] 개인정보 수집 및 이용', 'Use of my personal data'],
        ['third', '[필수] 개인정보 제3자 제공', 'My data may be given to the shop'],
      ]),
    ],
    card_points: true,
  },
  vbank: {
    days: 5,
  },
  reports: {
    pg_tid: { '*': '{yyyyMMddHHmmss}{digits:10}' },
    approval: { billing: { apply_num: '' } },
  },
  billing: {
    charges: { card: 'always', phone: 'always' },
    known: docs(
      'KG모빌리언스 (신모듈) page and support: card or phone, the amount is charged and the key issued; its sample says otherwise',
    ),
  },
  cancel: { no_partial: GIFTS, known: page },
  refusals: {
    declined: MOBILIANS_DECLINES,
  },
  quirks: { is_channel: assumed('as the PGs of the newer modules; no source names this one') },
  notes: [
    { text: 'easy pays are recorded as card', known: page },
    { text: 'without `vat_amount`, VAT is an eleventh of the amount', known: page },
    { text: 'vbank_due is a day, YYYYMMDD', known: page },
  ],
})
