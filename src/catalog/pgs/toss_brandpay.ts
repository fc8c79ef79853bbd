/** toss_brandpay: 토스페이먼츠 브랜드페이, a callback everywhere. The buyer's cards and accounts are kept under the shop's own brand. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { rows } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { like } from '../rules.ts'
import { layer } from '../windows.ts'

const page = docs('브랜드페이 page')
const required = assumed('the vendor names it as required; the text is ours')
const callback = docs('브랜드페이 page: a callback on both; that it is a layer, and its size, are assumed')

export const toss_brandpay = definePg({
  code: 'toss_brandpay',
  name: w.text('브랜드페이', 'Brandpay'),
  known: page,
  sources: { currencies: page },
  sells: {
    pay_methods: ['toss_brandpay'],
  },
  order: {
    required: [needs('customer_id', required), needs('name', required)],
    rules: [
      like(
        'customer_id',
        /\D/,
        assumed('브랜드페이 page: no running numbers, best a UUID; the text is ours'),
        {
          message: 'customer_id에는 자동 증가하는 숫자를 사용할 수 없습니다. (UUID 권장)',
        },
      ),
    ],
  },
  window: {
    opens: { pc: [layer(callback, [650, 650])], mobile: [layer(callback)] },
    color: '#ffffff',
    ink: '#191f28',
    accent: '#0058e0',
    card_points: true,
    instead: {
      toss_brandpay: [
        {
          ...w.step('wallet', w.text('결제수단을 선택해 주세요', 'Choose how to pay'), [
            w.cardChoice,
            w.quotaChoice,
            w.agreement(
              'terms_brandpay',
              '[필수] 브랜드페이 서비스 이용 약관에 동의해요',
              'I agree to the terms of Brandpay',
            ),
          ]),
          asked: { param: 'bypass.toss_brandpay.methodId', not: true },
        },
        w.step('pin', w.text('원터치결제 비밀번호', 'One-touch PIN'), [w.pin(6)], {
          notice: w.text(
            '브랜드페이에 등록한 결제 비밀번호를 입력해 주세요. 아무 숫자나 괜찮아요.',
            'Enter your Brandpay PIN. Any digits will do.',
          ),
          next: w.PAY,
        }),
      ],
    },
    quota: { reads: 'fixed', known: docs('브랜드페이 page: [3] is paid in three months') },
  },
  home: {
    short_result: page,
  },
  reports: {
    pg_tid: { '*': 'brandpay{yyyyMMddHHmmss}{digits:8}' },
  },
  rest: {
    able: ['card_issuer'],
  },
  refusals: {
    declined: {
      toss_brandpay: rows(
        docs('토스페이먼츠 error code sheet'),
        'A8 한도 부족·체크카드 잔액 부족',
        '527 출금가능잔액 부족',
        'A9 거래정지카드',
        'A7 도난·분실·위변조',
        'S052 시간초과',
      ),
    },
  },
  billing: {
    charges: { toss_brandpay: 'never' },
    known: docs(
      '브랜드페이 정기결제 page: a window with customer_uid issues a key, by card or account, and charges nothing',
    ),
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
  },
  notes: [
    {
      text: '`bypass.toss_brandpay.methodId` names a registered card, and the window asks for the PIN only; the sandbox knows no registered cards, so it is 신한카드',
      known: page,
    },
    {
      text: '`IMP.loadUI` draws its widget; quotas, points and cash receipts of the order do not count there',
      known: page,
    },
  ],
})
