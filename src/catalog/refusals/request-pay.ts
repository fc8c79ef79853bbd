/** What request_pay refuses before a window opens. The REST columns serve the control API's own answers. */
import { assumed, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const REQUEST_PAY = {
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
} as const satisfies Record<string, RefusalRow>
