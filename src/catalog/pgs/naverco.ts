/** naverco: 네이버페이 주문형. The order lives on at Naver: no callback and no redirect when it is done. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { leave, popup } from '../windows.ts'

const page = docs('NAVERPAY/naverpay-order')
const release = docs('SDK release notes: the page is left from 1.1.8 on, unless popup: true')

const orderSheet = w.step(
  'order',
  w.text('주문서 작성', 'Your order'),
  [
    { ...w.depositor, name: 'receiver', label: w.text('받는 사람', 'Receiver') },
    w.phoneNumber,
    {
      name: 'address',
      label: w.text('배송지', 'Address'),
      kind: 'text',
      max_length: 100,
      sample: '서울특별시 중구 세종대로 110',
    },
    w.choice('memo', w.text('배송 메모', 'Note for the courier'), [
      w.option('door', '문 앞', 'At the door'),
      w.option('guard', '경비실', 'With the guard'),
      w.option('none', '없음', 'None'),
    ]),
  ],
  {
    notice: w.text(
      '여기에서 바꾼 배송지와 연락처는 상점에 전달되지 않고 네이버페이에 남습니다.',
      'What you change here stays with Naver; the shop’s page does not hear of it.',
    ),
  },
)

export const naverco = definePg({
  code: 'naverco',
  name: w.text('네이버페이 주문형', 'Naver Pay order'),
  known: page,
  sources: { pays_as: assumed('what its payments say is in no source; kakaopay’s money is point') },
  sells: {
    pay_methods: ['card'],
    any_pay_method: page,
    pays_as: { '*': { field: 'naver_means', by: { card: 'card', point: 'point' } } },
  },
  order: {
    required: [needs('naverProducts', assumed('the vendor names it as required; the text is ours'))],
  },
  window: {
    opens: {
      pc: [
        popup(docs('SDK release notes: a new tab before 1.1.8')),
        leave(release, { since: '1.1.8' }),
        popup(release, undefined, { popup: true }),
      ],
      mobile: [leave(page)],
    },
    color: '#ffffff',
    ink: '#00702f',
    accent: '#00702f',
    button: { color: '#03c75a', ink: '#04220f' },
    instead: { card: [w.loginStep('네이버', 'Naver'), orderSheet, ...w.NAVER_STEPS] },
  },
  reports: {
    pg_tid: { '*': '{yyyyMMdd}NP{digits:10}' },
  },
  rest: {
    able: ['product_orders'],
  },
  quirks: {
    stays_away: page,
  },
  notes: [
    { text: 'status is synchronised by a batch once a minute', known: page },
    { text: 'the buyer may change amount and address on Naver’s own page', known: page },
  ],
})
