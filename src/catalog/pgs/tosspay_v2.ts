/** tosspay_v2: 토스페이 신, which issues billing keys, too. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { rows } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { atMost } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('토스페이 신 page')
const required = assumed('the vendor names it as required for billing keys; the text is ours')
const ours = assumed('no code sheet of 토스페이 is known; what its app may refuse')
const BALANCE = '8401 토스머니 잔액 부족'
const LIMIT = '8001 카드 한도초과'
const others = ['8403 1회 결제한도 초과', '8402 본인 인증 실패']

export const tosspay_v2 = definePg({
  code: 'tosspay_v2',
  name: w.text('토스페이', 'Toss Pay'),
  known: page,
  sells: {
    pay_methods: ['tosspay', 'tosspay_card', 'tosspay_money'],
  },
  order: {
    required: [
      needs('customer_id', required, { billing: true }),
      needs('m_redirect_url', required, { billing: true, device: 'mobile' }),
    ],
    rules: [
      atMost('customer_id', 50, assumed('토스페이 신 page: at most 50 characters; the text is ours'), {
        billing: true,
      }),
    ],
  },
  window: {
    opens: hub(page),
    color: '#ffffff',
    ink: '#191f28',
    accent: '#0058e0',
    layout: 'card',
    instead: {
      tosspay: w.tossSteps({ means: 'wallet_means' }),
      tosspay_card: w.tossSteps('card'),
      tosspay_money: w.tossSteps('money'),
    },
    lifetime: {
      seconds: 15 * 60,
      known: docs('토스페이 신 page: 15 minutes where the order names no time'),
    },
  },
  home: {
    app: 'supertoss',
  },
  reports: {
    approval: { '*': { emb_pg_provider: undefined }, billing: { apply_num: '' } },
    pg_tid: { '*': '{uuid}' },
  },
  billing: { charges: { tosspay: 'never' }, known: page },
  rest: {
    able: ['card_issuer'],
  },
  refusals: {
    declined: {
      tosspay: rows(ours, BALANCE, LIMIT, ...others),
      tosspay_card: rows(ours, LIMIT, ...others),
      tosspay_money: rows(ours, BALANCE, ...others),
    },
  },
  quirks: { is_channel: assumed('as the PGs of the newer modules; no source names this one') },
  notes: [
    {
      text: 'the window expires after 15 minutes; `bypass.expiredTime` makes that up to 60, which the sandbox passes over',
      known: page,
    },
    {
      text: '`bypass.cashReceiptTradeOption` (GENERAL, CULTURE, PUBLIC_TP) says what a cash receipt counts as',
      known: page,
    },
    {
      text: 'a result may get lost on its way to the callback: whether a key was issued should be read from the webhook',
      known: page,
    },
  ],
})
