/** What a shop can be found to do wrong: the closed list of findings, in words for people. */
import { type Bilingual, inLang, type Lang } from '../core/bilingual.ts'

export const FINDINGS = {
  trusts_the_browser: {
    ko: '브라우저가 한 말만 믿고 주문을 처리했습니다 (GET /payments/{imp_uid}로 조회하지 않음)',
    en: 'fulfilled on the browser’s word, without GET /payments/{imp_uid}',
  },
  trusts_the_webhook: {
    ko: '웹훅 본문만 믿고 주문을 처리했습니다 (GET /payments/{imp_uid}로 조회하지 않음)',
    en: 'fulfilled on the webhook’s word, without GET /payments/{imp_uid}',
  },
  keeps_wrong_amount: {
    ko: '주문과 다른 금액의 결제를 취소하지 않았습니다',
    en: 'kept a payment of another amount than the order’s',
  },
  refuses_webhook: { ko: '웹훅에 2xx로 답하지 않았습니다', en: 'did not answer a webhook with 2xx' },
  slow_on_webhook: { ko: '웹훅에 제때 답하지 않았습니다', en: 'did not answer a webhook in time' },
  breaks_on_duplicate: {
    ko: '같은 웹훅이 두 번 오자 다르게 답했습니다',
    en: 'answered the duplicate of a webhook otherwise than the first',
  },
  cancels_too_much: {
    ko: '환불하기로 한 것보다 많은 금액을 취소했습니다',
    en: 'cancelled more than was to be refunded',
  },
  paid_not_fulfilled: {
    ko: '결제된 주문을 처리하지 않았습니다',
    en: 'paid, but not fulfilled',
  },
  fulfilled_not_paid: {
    ko: '결제되지 않은 주문을 처리했습니다',
    en: 'fulfilled, but not paid',
  },
  wrong_amount: {
    ko: '처리한 주문의 금액이 남아 있는 결제 금액과 다릅니다',
    en: 'fulfilled for another amount than was paid',
  },
  fulfilled_twice: { ko: '한 주문을 두 번 처리했습니다', en: 'fulfilled one order twice' },
  paid_twice: { ko: '한 주문에 두 번 받은 돈을 돌려주지 않았습니다', en: 'kept two payments for one order' },
  refund_differs: {
    ko: '상점이 아는 환불 금액과 실제로 취소된 금액이 다릅니다',
    en: 'the shop’s refunds and the real cancellations differ',
  },
  unknown_to_shop: {
    ko: '상점이 모르는 결제가 남아 있습니다',
    en: 'a payment is left that the shop does not know',
  },
  shop_unreachable: { ko: '상점이 응답하지 않습니다', en: 'the shop does not answer' },
  shop_nonsense: { ko: '상점의 응답을 읽을 수 없습니다', en: 'the shop’s answer cannot be read' },
  step_failed: { ko: '시나리오의 한 단계가 되지 않았습니다', en: 'a step of the scenario could not be done' },
  expectation: { ko: '기대와 다릅니다', en: 'an expectation does not hold' },
} as const

export type FindingName = keyof typeof FINDINGS
export const FINDING_NAMES = Object.keys(FINDINGS) as [FindingName, ...FindingName[]]

export interface Finding {
  readonly name: FindingName
  /** What exactly, with ids and numbers. */
  readonly detail: Bilingual | string
  /** The order that it is about, where it is about money against one. */
  readonly merchant_uid?: string
}

/** As it stands in a report, where each detail is one text. */
export const findingIn = (finding: Finding, lang: Lang) => ({
  ...finding,
  detail: inLang(finding.detail, lang),
})
