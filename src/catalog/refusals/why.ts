/** What was wrong, in the Korean words that stand for `{why}` in a refusal, or after the PG's own frame. By surface. */

/** `KRW에 맞는 단위여야 합니다.`: a text with its `{words}` filled in. */
export function fillWords(text: string, words: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, word: string) => String(words[word] ?? whole))
}

/** Of an order (request_pay). */
export const ORDER_WHY = {
  object: '객체여야 합니다.',
  unit: '{currency}에 맞는 단위여야 합니다.',
  positive: '0보다 커야 합니다.',
  most: '{most} 이하여야 합니다.',
  part: '(0 이상, amount 이하여야 합니다.)',
  due: '(YYYYMMDDhhmm 형식이어야 합니다.)',
  future: '(현재 시각 {now} 이후여야 합니다.)',
} as const

/** Of a payment that failed without the buyer. */
export const FAIL_WHY = {
  window_expired: '결제 가능 시간이 초과되었습니다.',
} as const

/** Of a cancel that the PG refuses; the texts are ours where no PG's are known. */
export const CANCEL_WHY = {
  already: '이미 취소된 거래입니다.',
  never: '취소가 불가능한 결제수단입니다. ({pay_method})',
  phone_month: '휴대폰결제는 결제한 당월에만 취소할 수 있습니다.',
  no_part: '부분취소가 불가능한 결제수단입니다. ({pay_method})',
  parts: '부분취소 가능 횟수({max}회)를 초과하였습니다.',
  period: '취소 가능 기간이 지났습니다.',
  vbank_hours: '가상계좌 취소가 불가능한 시간입니다.',
  /** `{what}` of cancel_refund_account_missing. */
  phone_account: '휴대폰 소액결제(익월)',
  vbank_account: '가상계좌',
  escrow: '에스크로 결제는 구매자가 구매를 거절한 경우에만 취소할 수 있습니다.',
} as const

/** Of card data and billing keys. F112, F113: observed in clients' suites; the rest of their texts is as observed, too. */
export const CARD_WHY = {
  /** Whatever the expiry; no blank is between code and text. */
  no_bin: '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)',
  number: '[F113]거래거절 카드번호틀림',
  expiry: '[F113]유효기간오류',
  birth: '[F113]거래거절 주민번호틀림',
  password: '[F113]거래거절 비밀번호틀림',
  no_keys: 'API 방식의 빌링키 발급을 지원하지 않는 PG사입니다.',
} as const

/** Of a person whose identity is to be verified. */
export const PERSON_WHY = {
  gender_digit: '1부터 8까지의 숫자여야 합니다.',
  birth: 'YYMMDD 또는 YYYYMMDD 형식이어야 합니다.',
  name: '이름을 입력하세요.',
  phone: '01로 시작하는 휴대폰번호여야 합니다.',
  carrier: '사용 가능: {allowed}',
} as const

/** Of cash receipts. */
export const RECEIPT_WHY = {
  pay_method: '결제수단: {pay_method}',
  status: '현재 상태: {status}',
} as const

/** Of the operations of single PGs. */
export const PG_ORDER_WHY = {
  nothing_there: '상품주문이 없습니다.',
  not_paid: '결제상태가 {status}입니다.',
  done_before: '이미 처리된 거래입니다.',
  payco_status: '결제상태 {status}',
  payco_order: '현재 주문상태 {status}',
  benepia_password: '비밀번호가 일치하지 않습니다.',
  fido_unknown: '등록된 거래가 없습니다.',
  fido_failed: '생체인증 사용 해제에 실패하였습니다.',
} as const

/** `msg` of GET /users/pg. */
export const USERS_PG_WHY = {
  unknown: '존재하지 않는 가맹점 식별코드입니다.',
  tier: '존재하지 않는 하위가맹점 코드(tier)입니다: {tier}',
  empty: '가맹점 식별코드(imp로 시작하는 값)가 비어 있습니다. IMP.init에 넘긴 값을 확인하세요.',
  v2_store:
    'PortOne V2의 상점 아이디(store-…)입니다. V1 SDK의 IMP.init에는 imp로 시작하는 가맹점 식별코드를 넘기세요.',
} as const

/** What an API out of order says, where a scenario has it so. */
export const OUT_OF_ORDER_TEXT = '일시적인 오류가 발생하였습니다.'
