/** naverpay: 네이버페이 결제형. */
import { kstParts } from '../../core/kst.ts'
import { assumed, docs, observed } from '../../core/provenance.ts'
import { textOf } from '../../core/record.ts'
import * as w from '../../kit/index.ts'
import { rows } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { given, like, never } from '../rules.ts'
import { atLeast } from '../sdk-versions.ts'
import { layer, leave, popup } from '../windows.ts'

const page = docs('네이버페이 결제형 page')
const products = needs('naverProducts', assumed('the vendor names it as required; the text is ours'))

export const naverpay = definePg({
  code: 'naverpay',
  name: w.text('네이버페이', 'Naver Pay'),
  known: docs('NAVERPAY'),
  sources: {
    pays_as: assumed('what its results say is in no source; kakaopay’s money is point'),
    reports: assumed('as html5_inicis has it for payments that only issue a key (observed)'),
  },
  sells: {
    pay_methods: ['card'],
    any_pay_method: assumed('the window decides between card and points'),
    pays_as: { '*': { field: 'naver_means', by: { card: 'card', point: 'point' } } },
  },
  order: {
    required: [
      needs('name', assumed('the page names it as required; the text is ours')),
      needs('buyer_tel', assumed('the parameter list says optional, the sample required; the text is ours')),
    ],
    rules: [
      // Not for billing keys: their orders have naverProductCode in place of it (docs).
      never(
        (param) => !param.customer_uid && given(param, 'naverProducts') === undefined,
        products.message,
        products.known,
      ),
      like('naverUseCfm', /^\d{8}$/, assumed('네이버페이 결제형 page: yyyyMMdd; the text is ours'), {
        message: '이용완료일(naverUseCfm)은 yyyyMMdd 형식이어야 합니다.',
      }),
      never(
        (param, { now }) => textOf(given(param, 'naverUseCfm') ?? '99999999') < today(now),
        '이용완료일(naverUseCfm)은 결제 당일 또는 미래의 일자여야 합니다.',
        assumed('네이버페이 결제형 page: today or later; the text is ours'),
      ),
      never(
        (param, { amount, sdk }) => amount < 100 && !param.customer_uid && !atLeast(sdk, 'v1'),
        '네이버페이는 100원 이상부터 결제할 수 있습니다.',
        assumed('NAVERPAY: at least 100 won; the text is ours'),
      ),
    ],
    minimum: [
      {
        currency: 'KRW',
        amount: 10,
        message: '네이버페이는 10원 이상부터 결제할 수 있습니다.',
        known: assumed('네이버페이 결제형 page: at least 10 won; the text is ours'),
      },
    ],
  },
  window: {
    opens: {
      pc: [
        leave(page),
        layer(observed('SDK 1.2.0: Naver’s own layer'), undefined, {
          asked: { param: 'naverV2', value: true },
          since: '1.2.0',
        }),
        popup(observed('SDK 1.2.0'), [760, 900], {
          name: 'IMP_NAVERPAY',
          asked: { param: 'naverPopupMode', value: true },
        }),
      ],
      mobile: [leave(page)],
    },
    color: '#03c75a',
    ink: '#04220f',
    accent: '#00702f',
    layout: 'card',
    instead: { card: [w.loginStep('네이버', 'Naver'), ...w.NAVER_STEPS] },
  },
  reports: {
    pg_tid: { '*': '{yyyyMMdd}NP{digits:10}' },
    approval: { billing: { apply_num: '' } },
  },
  billing: { charges: 'never', known: page },
  cancel: {
    needs_reason: true,
    needs_requester: true,
    known: docs('네이버페이 결제형 page: both must be sent, or its inspection fails'),
  },
  rest: {
    able: ['naver_points'],
  },
  refusals: {
    declined: {
      card: [
        ...rows(
          observed('Naver’s own words for its codes, in merchants’ code; that they come home so is assumed'),
          'OwnerAuthFail 타인 명의 카드는 결제가 불가능합니다. 회원 본인 명의의 카드로 결제해주세요.',
          'paymentTimeExpire 결제 가능한 시간이 지났습니다. 주문 내용 확인 후 다시 결제해주세요.',
        ),
        ...rows(
          assumed('reasons that the page names; the codes are ours'),
          '8401 잔액 부족',
          '8403 한도 초과',
        ),
      ],
    },
  },
  notes: [
    { text: 'its failure text must be shown word for word', known: page },
    { text: 'until its inspection begins, live orders say "API 호출 권한이 없습니다"', known: page },
    {
      text: 'a key changes its card with `naverActionType: CHANGE`; naverProductCode keeps one buyer from two keys for one product',
      known: page,
    },
    {
      text: 'requester is `admin` where it is missing, says the page; a cancel without it is refused here, so that it is not forgotten',
      known: page,
    },
  ],
})

function today(now: number): string {
  const { yyyy, MM, dd } = kstParts(now)
  return `${yyyy}${MM}${dd}`
}
