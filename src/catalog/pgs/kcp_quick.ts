/** kcp_quick: NHN KCP 퀵페이, in a popup. Cards and accounts are registered once, and paid with a PIN. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { KCP_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { atMost, like } from '../rules.ts'
import { leave, popup } from '../windows.ts'

const page = docs('NHN KCP 퀵페이 page')
const required = assumed('the vendor names it as required; the text is ours')
const ours = assumed('NHN KCP 퀵페이 page has the rule; the text is ours')

/** `bypass.kcpQuick.noAuth: true`: no PIN. */
const pinStep: w.Step = {
  ...w.step('pin', w.text('결제 비밀번호 입력', 'PIN'), [w.pin(6)], {
    notice: w.text(
      '퀵페이에 등록한 결제 비밀번호를 입력하세요. 아무 숫자나 됩니다.',
      'Enter your Quick Pay PIN. Any digits will do.',
    ),
    next: w.PAY,
  }),
  asked: { param: 'bypass.kcpQuick.noAuth', value: true, not: true },
}

/** The order says in how many months, or it is one payment. */
const months: w.Field = {
  name: 'card_quota',
  label: w.text('할부 개월', 'Instalments'),
  kind: 'select',
  options: 'quotas',
  decided_by: [
    {
      param: 'bypass.kcpQuick.installment',
      is: Object.fromEntries(Array.from({ length: 36 }, (_, n) => [String(n), String(n)])),
    },
  ],
  sample: '0',
}

export const kcp_quick = definePg({
  code: 'kcp_quick',
  name: w.text('NHN KCP 퀵페이', 'NHN KCP Quick Pay'),
  known: page,
  sources: { pg_tid: observed("merchants' logs of kcp payments: 14 digits") },
  sells: {
    pay_methods: ['card', 'trans'],
  },
  order: {
    required: [
      needs('bypass.kcpQuick.actionType', required, { since: '1.2.0' }),
      needs('bypass.kcpQuick.memberID', required, { since: '1.2.0' }),
    ],
    rules: [
      atMost('bypass.kcpQuick.memberID', 16, ours),
      like('bypass.kcpQuick.sdkVersion', /^[\w-]+$/, ours),
    ],
  },
  window: {
    opens: { pc: [popup(observed('SDK 1.2.0'), [480, 720], { name: 'kcpQuick' })], mobile: [leave(page)] },
    color: '#14295e',
    accent: '#1f4fa8',
    layout: 'card',
    instead: {
      card: [w.step('card', w.text('등록된 카드 선택', 'Your cards'), [w.cardChoice, months]), pinStep],
      trans: [
        w.step('bank', w.text('등록된 계좌 선택', 'Your accounts'), [w.bankChoice('bank_code')]),
        pinStep,
      ],
    },
    quota: { reads: 'none', known: page },
  },
  home: {
    redirects: [{ query: ['imp_uid', 'merchant_uid', 'imp_status', 'kcp_action'], known: page }],
  },
  reports: {
    pg_tid: { '*': '{digits:14}' },
  },
  billing: {
    charges: 'amount',
    known: docs('NHN KCP 퀵페이 page: Register and Pay name a customer_uid; that both keep a key is assumed'),
  },
  cancel: { needs_tax_free: true, known: docs('POST /payments/cancel: tax_free has no default') },
  rest: {
    able: ['quick_pay'],
  },
  refusals: {
    already_cancelled: { message: '[8023] 기승인 취소된 거래', known: docs('NHN KCP error code sheet') },
    declined: KCP_DECLINES,
  },
  notes: [
    {
      text: '`bypass.kcpQuick.actionType`: Register and Pay are acted on; PIN, phone number, prepaid money and the rest end like a payment here',
      known: page,
    },
    { text: 'from 300,000 won on the buyer is called (ARS); the sandbox does not call', known: page },
    { text: 'needs SDK 1.2.0 or later', known: page },
    {
      text: 'after PinReset, Terminate and Leave the shop deletes its keys itself',
      known: page,
    },
  ],
})
