/** Every "no" of the emulated iamport: its name, what goes over the wire, and how we know the text. */
import { assumed, docs, observed, type Provenance } from '../core/provenance.ts'

interface RefusalRow {
  /** HTTP status of a REST answer. */
  readonly status: number
  /** `code` in the REST envelope. */
  readonly code: number
  /** `error_code` of a request_pay result, where there is one. */
  readonly error_code?: string
  /** The Korean text; `{word}` is filled from the refusal's values. */
  readonly message: string
  readonly known: Provenance
}

const rows = {
  // REST: authentication
  token_parameters_missing: {
    status: 400,
    code: -1,
    message: 'imp_key, imp_secret 파라메터가 누락되었습니다.',
    known: observed("clients' tests against the real service"),
  },
  token_pair_wrong: {
    status: 401,
    code: -1,
    message: '인증에 실패하였습니다. API키와 secret을 확인하세요.',
    known: observed("clients' tests against the real service"),
  },
  unauthorized: { status: 401, code: -1, message: 'Unauthorized', known: observed('bodies of 401 answers') },

  // REST: the request itself
  body_unreadable: {
    status: 400,
    code: -1,
    message: '요청 본문을 읽을 수 없습니다. JSON 또는 form 형식이어야 합니다.',
    known: assumed('no source has the answer to a broken body'),
  },
  parameter_missing: {
    status: 400,
    code: -1,
    message: '{parameter} 파라메터가 누락되었습니다.',
    known: assumed('in the words of the known text for imp_key and imp_secret'),
  },
  parameter_invalid: {
    status: 400,
    code: -1,
    message: '{parameter} 파라메터의 값이 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  no_such_operation: {
    status: 404,
    code: -1,
    message: '존재하지 않는 API입니다. ({method} {path})',
    known: assumed('no source has the answer to an unknown path'),
  },
  internal: {
    status: 500,
    code: -1,
    message: '서버 오류가 발생하였습니다.',
    known: assumed('a fault of the sandbox itself'),
  },

  // REST: payments
  payment_not_found: {
    status: 404,
    code: -1,
    message: '존재하지 않는 결제정보입니다.',
    known: observed("clients' tests against the real service"),
  },
  status_unknown: {
    status: 400,
    code: -1,
    message: '지원되지 않는 상태값입니다.',
    known: docs('GET /payments/status/{payment_status}, 400'),
  },
  page_out_of_range: {
    status: 400,
    code: -1,
    message: '요청하신 페이지가 존재하지 않습니다.',
    known: assumed('400 is documented, its text is not'),
  },
  period_invalid: {
    status: 400,
    code: -1,
    message: '조회 기간(from, to)은 최대 90일이며 from은 to보다 클 수 없습니다.',
    known: assumed('the 90 days are documented, the text is not'),
  },
  too_many_ids: {
    status: 400,
    code: -1,
    message: '한 번에 100건까지 조회할 수 있습니다.',
    known: assumed('the 100 are documented, the text is not'),
  },

  // REST: cancel. Every refusal is HTTP 200.
  cancel_target_missing: {
    status: 200,
    code: 1,
    message: '취소하실 imp_uid 또는 merchant_uid 중 하나를 지정해주셔야 합니다.',
    known: observed('a client test looks for 지정해주셔야 in the text; code and status are assumed'),
  },
  cancel_payment_not_found: {
    status: 200,
    code: 1,
    message: '취소할 결제건이 존재하지 않습니다.',
    known: observed("clients' tests against the real service"),
  },
  cancel_already_cancelled: {
    status: 200,
    code: 1,
    message: '이미 전액취소된 주문입니다.',
    known: observed('text in third-party code; 200 and a null response in a client test'),
  },
  cancel_not_paid: {
    status: 200,
    code: 1,
    message: '결제완료 상태가 아니므로 취소할 수 없습니다. (현재 상태: {status})',
    known: assumed('no source has the text'),
  },
  cancel_exceeds_balance: {
    status: 200,
    code: 1,
    message: '취소 요청금액이 취소 가능한 잔액보다 큽니다. (취소 가능 잔액: {balance})',
    known: assumed("no source has iamport's own text"),
  },
  cancel_amount_invalid: {
    status: 200,
    code: 1,
    message: '취소 요청금액(amount)이 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  cancel_checksum_mismatch: {
    status: 200,
    code: 1,
    message:
      '취소 가능한 잔액이 checksum과 일치하지 않습니다. (checksum: {checksum}, 취소 가능 잔액: {balance})',
    known: assumed('the check is documented, its text is not'),
  },
  cancel_refund_account_missing: {
    status: 200,
    code: 1,
    message: '{what} 환불에는 환불계좌 정보({parameter})가 필요합니다.',
    known: assumed('the parameters are documented as required, the text is not'),
  },
  cancel_parameter_missing: {
    status: 200,
    code: 1,
    message: '결제취소에 필요한 {parameter} 파라메터가 누락되었습니다.',
    known: assumed('which PG needs which parameter is documented, the text is not'),
  },
  cancel_tax_invalid: {
    status: 200,
    code: 1,
    message: '취소 요청금액 중 {parameter}이(가) 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  cancel_refused_by_pg: {
    status: 200,
    code: -1,
    message: '결제취소에 실패하였습니다.{why}',
    known: observed('third-party logs have the general form; what a PG says after it is assumed'),
  },

  // REST: balance
  balance_unknown: {
    status: 404,
    code: -1,
    message:
      '(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.',
    known: observed('third-party logs'),
  },

  // REST: what a shop's server charges
  api_order_already_paid: {
    status: 200,
    code: 1,
    message: '이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)',
    known: observed('third-party logs of onetime and again'),
  },
  api_amount_invalid: {
    status: 200,
    code: 1,
    message: '결제금액(amount)이 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  api_tax_invalid: {
    status: 200,
    code: 1,
    message: '면세금액(tax_free) 또는 부가세(vat_amount)가 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  api_currency_invalid: {
    status: 200,
    code: 1,
    message: '{pg}에서 지원하지 않는 화폐(currency)입니다: {currency} (사용 가능: {allowed})',
    known: assumed('no source has the text'),
  },
  api_channel_missing: {
    status: 200,
    code: -1,
    message: 'API 방식 결제를 지원하는 PG와의 별도 계약이 필요합니다.',
    known: assumed('a client test looks for 계약이 필요합니다 in the text of POST /vbanks'),
  },
  card_refused: {
    status: 200,
    code: -1,
    message: '카드정보 인증에 실패하였습니다. {why}',
    known: observed("clients' tests of onetime against the real service"),
  },
  billing_key_refused: {
    status: 200,
    code: -1,
    message: '카드정보 인증 및 빌키 발급에 실패하였습니다. {why}',
    known: observed("clients' tests against the real service"),
  },
  customer_unregistered: {
    status: 200,
    code: 1,
    message: '등록되지 않은 구매자입니다.',
    known: observed("clients' tests of again against the real service"),
  },
  customer_not_found: {
    status: 200,
    code: 1,
    message: '요청하신 customer_uid({customer_uid})로 등록된 정보를 찾을 수 없습니다.',
    known: observed("clients' tests; the document says 404"),
  },
  customers_not_found: {
    status: 404,
    code: -1,
    message: '등록된 구매자 정보가 존재하지 않습니다.',
    known: assumed('the 404 of several at once is documented, its text is not'),
  },

  // REST: schedules
  schedule_card_refused: {
    status: 200,
    code: 1,
    message: '카드정보 확인에 실패하였습니다. {why}',
    known: observed('third-party logs'),
  },
  schedule_customer_unknown: {
    status: 200,
    code: 1,
    message: '등록된 고객정보가 없습니다.',
    known: observed("clients' tests against the real service"),
  },
  schedule_duplicate: {
    status: 200,
    code: 1,
    message: '이미 등록된 결제예약이 있습니다. (merchant_uid: {merchant_uid})',
    known: assumed('a client test has code 1; the text is not recorded'),
  },
  schedule_at_past: {
    status: 400,
    code: -1,
    message: '결제예약 시각(schedule_at)은 현재 시각 이후여야 합니다.',
    known: assumed('400 is documented for changes, its text is not'),
  },
  schedule_new_at_past: {
    status: 200,
    code: 1,
    message: '결제예약 시각(schedule_at)은 현재 시각 이후여야 합니다.',
    known: assumed('only 200 and 401 are documented for a new schedule'),
  },
  schedule_not_found: {
    status: 404,
    code: -1,
    message: '존재하지 않는 결제예약입니다.',
    known: assumed('the 404 is documented, its text is not'),
  },
  schedule_key_not_found: {
    status: 404,
    code: -1,
    message: '존재하지 않는 빌링키입니다.',
    known: assumed('the 404 of retry is documented, its text is not'),
  },
  schedule_state_wrong: {
    status: 400,
    code: -1,
    message: '변경할 수 없는 상태의 결제예약입니다. ({status})',
    known: assumed('the 400 is documented, its text is not'),
  },
  schedule_period_invalid: {
    status: 400,
    code: -1,
    message: '조회 기간은 시작이 끝보다 앞서야 하며 최대 3개월입니다.',
    known: assumed('the three months are documented, the text is not'),
  },
  unschedule_nothing: {
    status: 200,
    code: 1,
    message: '취소할 예약결제 기록이 존재하지 않습니다.',
    known: observed("clients' tests against the real service"),
  },

  // REST: virtual accounts and convenience stores
  vbank_not_vbank: {
    status: 400,
    code: -1,
    message: '가상계좌 결제건이 아닙니다. (결제수단: {pay_method})',
    known: assumed('the 400 is documented, its text is not'),
  },
  vbank_not_ready: {
    status: 400,
    code: -1,
    message: '입금대기(ready) 상태가 아닙니다. (현재 상태: {status})',
    known: assumed('the 400 is documented, its text is not'),
  },
  vbank_pg_unsupported: {
    status: 400,
    code: -1,
    message: '{pg}에서 지원하지 않는 기능입니다.',
    known: assumed('the supported PGs are documented, the text is not'),
  },
  vbank_amount_invalid: {
    status: 400,
    code: -1,
    message: '결제금액(amount)이 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  vbank_due_past: {
    status: 400,
    code: -1,
    message: '입금기한(vbank_due)은 현재 시각 이후여야 합니다. ({due})',
    known: assumed('no source has the text'),
  },
  vbank_bank_unknown: {
    status: 400,
    code: -1,
    message: '존재하지 않는 은행코드(vbank_code)입니다: {code}',
    known: assumed('no source has the text'),
  },
  vbank_holder_unknown: {
    status: 404,
    code: -1,
    message: '예금주 조회에 실패하였습니다. 은행코드와 계좌번호를 확인하세요.',
    known: assumed('the 404 is documented, its text is not'),
  },
  cvs_not_confirmed: {
    status: 409,
    code: 1,
    message: '가맹점이 수납을 거절하였습니다. (confirm_url 응답: {answer})',
    known: docs('POST /cvs: any answer but 200 of confirm_url means that the money is not taken'),
  },

  // REST: what single PGs insist on
  api_parameter_of_pg_missing: {
    status: 200,
    code: -1,
    message: '{pg} 필수 파라미터가 누락되었습니다. ({parameter})',
    known: assumed('the API document says which PG needs which parameter; no source has the text'),
  },
  api_parameter_of_pg_missing_400: {
    status: 400,
    code: -1,
    message: '{pg} 필수 파라미터가 누락되었습니다. ({parameter})',
    known: assumed('documented as 400 for receipts and accounts; no source has the text'),
  },

  // REST: cash receipts
  receipt_not_found: {
    status: 404,
    code: -1,
    message: '현금영수증 발급내역이 존재하지 않습니다.',
    known: assumed('the 404 is documented, its text is not'),
  },
  receipt_not_issued: {
    status: 400,
    code: -1,
    message: '현금영수증이 발급된 적이 없는 결제건입니다.',
    known: assumed('the 400 is documented, its text is not'),
  },
  receipt_already_cancelled: {
    status: 400,
    code: -1,
    message: '이미 취소된 현금영수증입니다.',
    known: assumed('documented as 400 for one that was never issued; no source has this case'),
  },
  receipt_already_issued: {
    status: 400,
    code: -1,
    message: '이미 현금영수증이 발급된 건입니다.',
    known: assumed('the 400 is documented, its text is not'),
  },
  receipt_not_paid: {
    status: 400,
    code: -1,
    message: '결제완료(paid) 상태의 현금성 결제(가상계좌, 계좌이체)에만 발급할 수 있습니다. ({why})',
    known: assumed('the 400 is documented, its text is not'),
  },
  receipt_amount_invalid: {
    status: 400,
    code: -1,
    message: '현금영수증 금액({parameter})이 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  receipt_identifier_invalid: {
    status: 400,
    code: -1,
    message: '현금영수증 발급번호(identifier)가 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },
  receipt_pg_unsupported: {
    status: 501,
    code: -1,
    message: '현재 현금영수증을 지원하지 않는 PG사입니다: {pg}',
    known: assumed('the 501 is documented, its text is not'),
  },

  // REST: codes and sub-merchants
  code_not_found: {
    status: 404,
    code: -1,
    message: '존재하지 않는 코드입니다: {code}',
    known: assumed('the 404 is documented, its text is not'),
  },
  tier_not_found: {
    status: 404,
    code: -1,
    message: '등록되지 않은 하위 상점(Tier)입니다: {tier_code}',
    known: assumed('the 404 is documented, its text is not'),
  },

  // REST: prepare
  prepare_duplicate: {
    status: 200,
    code: 1,
    message: '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).',
    known: observed('third-party logs'),
  },
  prepare_not_found: {
    status: 404,
    code: -1,
    message: '사전등록된 결제정보가 존재하지 않습니다.',
    known: observed("clients' tests against the real service"),
  },
  prepare_amount_invalid: {
    status: 400,
    code: -1,
    message: '결제금액(amount)이 올바르지 않습니다.',
    known: assumed('no source has the text'),
  },

  // REST: escrow deliveries
  escrow_pg_unsupported: {
    status: 400,
    code: -1,
    message: '현재 지원되지 않는 PG사입니다.',
    known: observed('the text in third-party code; 400 is in the API document'),
  },
  escrow_not_registrable: {
    status: 409,
    code: -1,
    message: '해당거래건은 배송정보를 등록할 수 없습니다.',
    known: observed('the text in third-party code; 409 is in the API document'),
  },
  escrow_not_editable: {
    status: 409,
    code: -1,
    message: '해당거래건은 배송정보를 수정할 수 없습니다.',
    known: docs('PUT /escrows/logis/{imp_uid}, 409'),
  },
  escrow_already_registered: {
    status: 409,
    code: -1,
    message: '이미 배송정보가 등록된 거래건입니다.',
    known: assumed('409 is documented, its text is not'),
  },
  escrow_nothing_registered: {
    status: 409,
    code: -1,
    message: '등록된 배송정보가 존재하지 않습니다.',
    known: docs('GET /escrows/logis/{imp_uid}, 409'),
  },

  // REST: operations of single PGs
  pg_unsupported: {
    status: 400,
    code: -1,
    message: '현재 지원되지 않는 PG사입니다.',
    known: assumed('the text of escrow deliveries; the documents name no refusal'),
  },
  channel_wrong: {
    status: 400,
    code: -1,
    message: '해당 API를 사용할 수 없는 채널(channel_key)입니다.',
    known: assumed('400 is documented for KCP 퀵페이 alone; the text is not'),
  },
  product_order_not_found: {
    status: 404,
    code: -1,
    message: '존재하지 않는 네이버페이 상품주문입니다.',
    known: assumed('404 is documented, its text is not'),
  },
  product_order_state: {
    status: 409,
    code: -1,
    message: '처리할 수 없는 상품주문상태입니다. (현재 상태: {state})',
    known: assumed('Naver refuses in its own words; the control API shows this one'),
  },
  product_orders_all_failed: {
    status: 500,
    code: -1,
    message: '모든 상품주문의 처리에 실패하였습니다. {why}',
    known: docs('500 when no product order was taken; the text is assumed'),
  },
  naver_point_failed: {
    status: 500,
    code: -1,
    message: '네이버페이 포인트 적립에 실패하였습니다. {why}',
    known: docs('POST /payments/{imp_uid}/naver/point, 500; the rest of the text is assumed'),
  },
  naver_confirm_failed: {
    status: 500,
    code: -1,
    message: '네이버페이 구매확정에 실패하였습니다. {why}',
    known: docs('POST /payments/{imp_uid}/naver/confirm, 500; the rest of the text is assumed'),
  },
  naver_cash_amount_not_naverpay: {
    status: 400,
    code: -1,
    message: '네이버페이 결제형 거래가 아닙니다.',
    known: assumed('400 is documented, its text is not'),
  },
  payco_status_invalid: {
    status: 200,
    code: -1,
    message:
      '파라미터 정보가 유효하지 않습니다. orderProductStatus field reject, expected OrderProductStatusType{{allowed}}, but [{status}]',
    known: observed('third-party code; HTTP 200 because the API document has 200 and 401 alone'),
  },
  payco_refused: {
    status: 200,
    code: -1,
    message: '주문상태를 변경할 수 없습니다. ({why})',
    known: assumed('no source has the text; the API document has 200 and 401 alone'),
  },
  partner_pg_unsupported: {
    status: 501,
    code: -1,
    message: '지원하지 않는 PG사입니다.',
    known: docs('POST /partners/receipts/{imp_uid}, 501'),
  },
  partner_not_paid: {
    status: 400,
    code: -1,
    message: '결제가 승인되지 않은 거래입니다. (현재 상태: {status})',
    known: assumed('400 is documented, its text is not'),
  },
  partner_amount_exceeds: {
    status: 400,
    code: -1,
    message: '하위 상점 거래 금액의 합이 결제금액보다 큽니다. (결제금액: {balance})',
    known: assumed('a refusal of the PG is 400; its text is not known'),
  },
  kcpquick_member_not_found: {
    status: 404,
    code: -1,
    message: '유효하지 않은 member_id입니다.',
    known: docs('DELETE /kcpquick/members/{member_id}, 404'),
  },
  kcpquick_prepare_duplicate: {
    status: 409,
    code: -1,
    message: '이미 동일한 merchant_uid로 사전등록된 정보가 존재합니다.',
    known: docs('POST /kcpquick/prepare/{merchant_uid}, 409'),
  },
  kcpquick_prepare_not_found: {
    status: 404,
    code: -1,
    message: '사전등록 정보를 찾을 수 없습니다.',
    known: docs('PUT /kcpquick/prepare/{merchant_uid}, 404'),
  },
  kcpquick_key_not_found: {
    status: 404,
    code: -1,
    message: '등록된 빌링키 또는 자동결제 키를 찾을 수 없습니다.',
    known: docs('DELETE /kcpquick/autopay/{customer_uid}, 404'),
  },
  benepia_failed: {
    status: 500,
    code: -1,
    message: '베네피아 포인트 조회에 실패하였습니다. {why}',
    known: docs('POST /benepia/point, 500; the rest of the text is assumed'),
  },
  parameter_unknown: {
    status: 400,
    code: -1,
    message: '{parameter}은(는) 알 수 없는 파라메터입니다.',
    known: assumed('iamport lets it pass; only strictness `strict` refuses it'),
  },

  // request_pay, before the window. The REST columns serve the control API's own answers.
  order_refused_by_scenario: {
    status: 409,
    code: 1,
    error_code: 'F1000',
    message: '{message}',
    known: assumed('a scenario says no, in its own code and words'),
  },
  order_already_paid: {
    status: 400,
    code: 1,
    error_code: 'F1002',
    message: '이미 결제가 이루어진 거래건입니다.',
    known: observed("merchants' logs of request_pay results"),
  },
  order_amount_not_prepared: {
    status: 400,
    code: 1,
    error_code: 'F1003',
    message: '결제요청 금액이 사전등록된 금액과 일치하지 않습니다. (요청: {amount}, 사전등록: {prepared})',
    known: assumed('the refusal is documented, its code and text are not'),
  },
  order_amount_missing: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '결제금액(amount)은 필수 입력입니다.',
    known: assumed("no source has the server's text"),
  },
  order_amount_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '결제금액(amount)이 올바르지 않습니다. {why}',
    known: assumed("the vendor says a number, not a string; no source has the server's text"),
  },
  order_currency_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{pg}에서 지원하지 않는 화폐(currency)입니다: {currency} (사용 가능: {allowed})',
    known: assumed('smartro_v2 has such a text, the others none'),
  },
  order_merchant_uid_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '주문번호(merchant_uid)는 1자 이상 {length}자 이하의 문자열이어야 합니다.',
    known: assumed('the 40 characters are documented, the text is not'),
  },
  order_pay_method_unknown: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '알 수 없는 결제수단(pay_method)입니다: {pay_method}',
    known: assumed("no source has the server's text"),
  },
  order_pay_method_unsupported: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{pg}에서 지원하지 않는 결제수단(pay_method)입니다: {pay_method} (사용 가능: {allowed})',
    known: assumed("no source has the server's text"),
  },
  order_parameter_missing: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{message}',
    known: assumed("each PG's own text, see the PG"),
  },
  order_parameter_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '결제요청 파라메터({parameter})가 올바르지 않습니다. {why}',
    known: assumed("no source has the server's text"),
  },

  pg_module_missing: {
    status: 400,
    code: 1,
    error_code: 'F1001',
    message:
      '등록되지 않은 PG모듈 정보입니다. 아임포트 관리자페이지에서 PG모듈 정보를 설정하신 후 다시 시도해주세요.',
    known: observed('source of SDK 1.2.0'),
  },

  // Identity verification
  certification_not_found: {
    status: 404,
    code: -1,
    message: '인증결과가 존재하지 않습니다.',
    known: observed("clients' tests against the real service"),
  },
  certification_already_done: {
    status: 400,
    code: -1,
    message: '이미 인증된 본인인증 건입니다.',
    known: assumed('400 is documented, its text is not'),
  },
  certification_otp_missing: {
    status: 400,
    code: -1,
    message: '인증번호(otp)는 필수 입력입니다.',
    known: assumed('400 is documented, its text is not'),
  },
  certification_otp_wrong: {
    status: 400,
    code: -1,
    message: '인증번호가 일치하지 않습니다.',
    known: assumed('no source has the answer to a wrong OTP'),
  },
  certification_otp_expired: {
    status: 400,
    code: -1,
    message: '인증 시간이 초과되었습니다. 인증번호를 다시 요청해주세요.',
    known: assumed('three minutes, as such messages say; no source has the text'),
  },
  certification_person_invalid: {
    status: 400,
    code: -1,
    message: '본인인증 정보({parameter})가 올바르지 않습니다. {why}',
    known: assumed('400 is documented, its text is not'),
  },
  certification_failure_unknown: {
    status: 400,
    code: 1,
    message: '알 수 없는 본인인증 실패 사유입니다: {code} (사용 가능: {allowed})',
    known: assumed('a mistake in the outcome that was asked for'),
  },

  user_code_unknown: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '존재하지 않는 가맹점 식별코드입니다: {user_code}',
    known: assumed('the frame complains about a wrong user code; no source has the text'),
  },
  window_not_found: {
    status: 404,
    code: 1,
    message: '존재하지 않는 결제창입니다.',
    known: assumed('a window of the sandbox'),
  },
  late_approval_unknown: {
    status: 400,
    code: 1,
    message: '{pg}은(는) 실패한 결제를 나중에 승인하지 않습니다.',
    known: assumed('a mistake in the outcome that was asked for'),
  },
  decline_unknown: {
    status: 400,
    code: 1,
    message: '{pg}에 없는 거절 코드입니다: {code} (사용 가능: {allowed})',
    known: assumed('a mistake in the outcome that was asked for'),
  },

  // What the buyer, the bank and the administrator may not do
  payment_not_open: {
    status: 409,
    code: 1,
    message: '이미 종료된 결제입니다. (현재 상태: {status})',
    known: assumed('a window that has ended'),
  },
  confirm_refused: {
    status: 409,
    code: 1,
    message: '고객사 요청에 의해 결제를 중단합니다. (상세사유 : {reason})',
    known: docs('vendor’s page on confirm_process; 알 수 없음 where the shop gives no reason'),
  },
  approval_not_late: {
    status: 409,
    code: 1,
    message: '실패한 결제만 뒤늦게 승인될 수 있습니다. (현재 상태: {status})',
    known: assumed('late approvals are documented for failed payments'),
  },
  deposit_not_waiting: {
    status: 409,
    code: 1,
    message: '입금 대기 중인 가상계좌가 아닙니다. (현재 상태: {status}, 결제수단: {pay_method})',
    known: assumed('a bank has no account to credit'),
  },
  deposit_account_unknown: {
    status: 409,
    code: 1,
    message: '계좌번호가 올바르지 않습니다. ({account})',
    known: assumed('the bank’s page of the sandbox'),
  },
  deposit_amount_wrong: {
    status: 409,
    code: 1,
    message: '입금액이 결제금액과 다릅니다. (입금액: {amount}, 결제금액: {expected})',
    known: assumed('PG accounts take only the exact amount'),
  },
  deposit_too_late: {
    status: 409,
    code: 1,
    message: '입금기한이 지났습니다. (입금기한: {due})',
    known: assumed('PG accounts close at the deadline'),
  },
} as const satisfies Record<string, RefusalRow>

export type RefusalName = keyof typeof rows

/** The table itself, for the reference pages. */
export const REFUSALS: Readonly<Record<RefusalName, RefusalRow>> = rows

/** An expected "no". Thrown by the nouns, turned into the right answer by each surface. */
export class Refusal extends Error {
  override readonly name: RefusalName
  readonly status: number
  readonly code: number
  readonly error_code: string | null
  readonly known: Provenance
  /** What the developer should know, beyond what iamport would say. */
  readonly hint: string | null

  constructor(name: RefusalName, values: Readonly<Record<string, string | number>>, hint: string | null) {
    const row = REFUSALS[name]
    super(row.message.replace(/\{(\w+)\}/g, (_all, word: string) => String(values[word] ?? '')).trim())
    this.name = name
    this.status = row.status
    this.code = row.code
    this.error_code = row.error_code ?? null
    this.known = row.known
    this.hint = hint
  }
}

/** `throw refusal('cancel_exceeds_balance', { balance: 100 }, 'what the developer should know')` */
export function refusal(
  name: RefusalName,
  values: Readonly<Record<string, string | number>> = {},
  hint: string | null = null,
): Refusal {
  return new Refusal(name, values, hint)
}
