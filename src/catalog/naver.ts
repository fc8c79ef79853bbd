/** Naver's words for product orders: delivery methods, couriers, and the reasons of cancels, returns and holds. */

export const DELIVERY_METHODS = [
  'DELIVERY',
  'GDFW_ISSUE_SVC',
  'VISIT_RECEIPT',
  'DIRECT_DELIVERY',
  'QUICK_SVC',
  'NOTHING',
] as const

export const RETURN_METHODS = ['RETURN_DESIGNATED', 'RETURN_DELIVERY', 'RETURN_INDIVIDUAL'] as const

const COURIER_WORDS =
  'CJGLS KGB DONGBU EPOST REGISTPOST HANJIN HYUNDAI KGBLS INNOGIS DAESIN ILYANG KDEXP CHUNIL CH1 HDEXP CVSNET DHL ' +
  'FEDEX GSMNTON WARPEX WIZWA EMS DHLDE ACIEXPRESS EZUSA PANTOS UPS HLCGLOBAL KOREXG TNT SWGEXP DAEWOON USPS ' +
  'IPARCEL KUNYOUNG HPL DADREAM SLX SFEXPRESS HONAM'

/** Naver's own couriers, another list than that of escrow deliveries. */
export const NAVER_COURIERS: readonly string[] = COURIER_WORDS.split(' ')

const REASONS = {
  INTENT_CHANGED: '구매 의사 취소',
  COLOR_AND_SIZE: '색상 및 사이즈 변경',
  WRONG_ORDER: '다른 상품 잘못 주문',
  PRODUCT_UNSATISFIED: '서비스 및 상품 불만족',
  DELAYED_DELIVERY: '배송 지연',
  SOLD_OUT: '상품 품절',
  DROPPED_DELIVERY: '배송 누락',
  BROKEN: '상품 파손',
  INCORRECT_INFO: '상품 정보 상이',
  WRONG_DELIVERY: '오배송',
  WRONG_OPTION: '색상 등이 다른 상품을 잘못 배송',
} as const

type Reason = keyof typeof REASONS

export const CANCEL_REASONS: readonly Reason[] = [
  'SOLD_OUT',
  'DELAYED_DELIVERY',
  'PRODUCT_UNSATISFIED',
  'INTENT_CHANGED',
  'COLOR_AND_SIZE',
  'WRONG_ORDER',
  'INCORRECT_INFO',
]

export const RETURN_REASONS: readonly string[] = Object.keys(REASONS)

export const HOLD_REASONS: readonly string[] = [
  'RETURN_DELIVERYFEE',
  'EXTRAFEEE',
  'RETURN_DELIVERYFEE_AND_EXTRAFEEE',
  'RETURN_PRODUCT_NOT_DELIVERED',
  'ETC',
]

/** A code that is none takes the default, silently (API document v1, naver). */
export const cancelReason = (code: string | undefined): Reason =>
  CANCEL_REASONS.find((known) => known === code) ?? 'PRODUCT_UNSATISFIED'
export const returnReason = (code: string | undefined): Reason => {
  const known = Object.keys(REASONS).find((reason) => reason === code) as Reason | undefined
  return known ?? 'INTENT_CHANGED'
}
export const holdReason = (code: string | undefined): string =>
  HOLD_REASONS.find((known) => known === code) ?? 'ETC'

/** The reason as people read it. */
export const reasonText = (code: Reason): string => REASONS[code]
