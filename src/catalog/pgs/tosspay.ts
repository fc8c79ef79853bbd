/** tosspay: 토스페이. Paid with money it comes back as trans, and there is no sales slip. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { rows } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { leave, popup } from '../windows.ts'

const page = docs('토스페이 page')
const ours = assumed('no code sheet of 토스페이 is known; what its app may refuse')

export const tosspay = definePg({
  code: 'tosspay',
  name: w.text('토스페이', 'Toss Pay'),
  known: docs('sample/tosspay'),
  sources: {
    pays_as: observed("merchants' logs: trans when paid with money; that cards stay card is assumed"),
    pg_tid: observed("merchants' logs of tosspay payments"),
    receipt: observed("merchants' logs of tosspay payments: receipt_url is empty"),
  },
  mids: {
    test: ['tosstest'],
  },
  sells: {
    pay_methods: ['card'],
    any_pay_method: assumed('card and trans are documented; the app decides between card and money'),
    pays_as: { '*': { field: 'toss_means', by: { money: 'trans', card: 'card' } } },
  },
  order: {
    required: [needs('name', assumed('the vendor names it as required; the text is ours'))],
  },
  window: {
    opens: {
      pc: [popup(observed('SDK 1.2.0'), [460, 670], { name: 'tosspayPopup' })],
      mobile: [leave(page)],
    },
    color: '#0064ff',
    accent: '#0058e0',
    layout: 'card',
    instead: { card: w.tossSteps({ means: 'toss_means' }) },
  },
  home: {
    app: 'supertoss',
  },
  reports: {
    pg_tid: { '*': '{uuid}' },
    receipt: false,
  },
  refusals: {
    declined: {
      card: rows(
        ours,
        '8401 토스머니 잔액 부족',
        '8001 카드 한도초과',
        '8403 1회 결제한도 초과',
        '8402 본인 인증 실패',
      ),
    },
  },
  notes: [
    {
      text: 'pay_method is trans when paid with money; receipt_url is empty',
      known: observed("merchants' logs of tosspay payments"),
    },
    {
      text: 'in test mode the result does not come home properly on PC; the sandbox brings it home',
      known: page,
    },
    { text: 'needs SDK 1.2.0 or later, and issues no billing keys: that is tosspay_v2', known: page },
  ],
})
