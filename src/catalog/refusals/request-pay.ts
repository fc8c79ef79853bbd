/** What request_pay refuses before a window opens. The REST columns serve the control API's own answers. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const REQUEST_PAY = {
  order_refused_by_scenario: {
    status: 409,
    code: 1,
    error_code: 'F1000',
    message: '{message}',
    known: assumed('a scenario says no, in its own code and words'),
    because: 'the scenario asked for it',
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
    known: docs(
      'pre-registration guide: another amount is refused before the window; code and text are ours',
    ),
  },
  order_amount_missing: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '결제금액(amount)은 필수 입력입니다.',
    known: assumed("no source has the server's text"),
    because: 'there is nothing to charge',
  },
  order_amount_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '결제금액(amount)이 올바르지 않습니다. {why}',
    known: assumed("the vendor says a number, not a string; no source has the server's text"),
    because:
      'what is no amount of the currency cannot be charged, and guessing a sum would be worse than saying no',
  },
  order_currency_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{pg}에서 지원하지 않는 화폐(currency)입니다: {currency} (사용 가능: {allowed})',
    known: assumed('smartro_v2 has such a text, the others none'),
    because: 'the number would be charged in another currency than the shop meant',
  },
  order_merchant_uid_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '주문번호(merchant_uid)는 1자 이상 {length}자 이하의 문자열이어야 합니다.',
    known: assumed('the SDK fills in one that is missing; the text is ours'),
    because: 'an order without a name cannot be verified; the SDK never sends one',
  },
  order_too_large: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '요청한 내용이 너무 큽니다. (최대 {most}자)',
    known: assumed('no source has a bound'),
    because:
      'what is kept of orders is read a thousand at a time: without a bound one page could end the sandbox',
  },
  order_pay_method_unknown: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '알 수 없는 결제수단(pay_method)입니다: {pay_method}',
    known: assumed("no source has the server's text"),
    because: 'a shop’s test of one pay_method must not turn green by another',
  },
  order_pay_method_unsupported: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{pg}에서 지원하지 않는 결제수단(pay_method)입니다: {pay_method} (사용 가능: {allowed})',
    known: assumed("no source has the server's text"),
    because: 'a shop’s test of one pay_method must not turn green by another',
  },
  order_parameter_missing: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{message}',
    known: assumed("each PG's own text, see the PG"),
    because: 'refused where the row of the PG has evidence, remarked elsewhere: see docs/pgs.md',
  },
  order_parameter_invalid: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '결제요청 파라메터({parameter})가 올바르지 않습니다. {why}',
    known: assumed("no source has the server's text"),
    because: 'a sum that is no part of the amount would falsify slip, VAT and cancels',
  },

  // Told while the payment goes on; strictness `strict` refuses them.
  order_money_is_text: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{parameter}은(는) 문자열이 아닌 숫자여야 합니다. ({read}(으)로 읽었습니다.)',
    known: docs(
      'request_pay: a number, not a string; the vendor’s own app examples send text, and it is charged',
    ),
    is_remark: true,
  },
  order_parameter_is_text: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{parameter}은(는) 문자열이 아닌 {type}여야 합니다. ({read}(으)로 읽었습니다.)',
    known: assumed('as with amount, which the vendor’s own examples send as text'),
    is_remark: true,
  },
  order_parameter_unreadable: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{parameter}: 값을 읽을 수 없어 없는 것으로 봅니다. {why}',
    known: assumed('no source has a refusal of it'),
    is_remark: true,
  },
  order_merchant_uid_long: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '주문번호(merchant_uid)는 {length}자 이하여야 합니다.',
    known: docs('request_pay: at most 40 characters; no source has a refusal of more'),
    is_remark: true,
  },
  order_address_odd: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: '{parameter}이(가) http:// 또는 https://로 시작하는 주소가 아니라서 호출할 수 없습니다: {url}',
    known: assumed('no source has a refusal of it; nothing can be sent there'),
    is_remark: true,
  },
  order_mid_issues_no_key: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message:
      '{pg_id}은(는) 일반결제용 상점아이디라 빌링키를 발급하지 않습니다. 빌링키를 발급하려면 {pg}.{mid}을(를) 쓰세요.',
    known: docs('test shop ids, by PG: those for billing keys are ids of their own'),
    is_remark: true,
  },
  order_channel_unknown: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: 'channelKey({key})에 해당하는 채널이 없어 pg 또는 기본 PG를 씁니다.',
    known: assumed('a shop without channels in the sandbox; with channels it is refused with F500'),
    is_remark: true,
  },
  order_confirm_url_inactive: {
    status: 400,
    code: 1,
    error_code: 'F1000',
    message: 'confirm_url은 포트원에 신청해 활성화해야 동작합니다. 이 결제에서는 묻지 않습니다.',
    known: docs('vendor’s page on confirm_process: activated by e-mail to support'),
    is_remark: true,
  },

  order_channel_missing: {
    status: 400,
    code: 1,
    error_code: 'F500',
    message: '결제 창 호출에 실패하였습니다. 채널 정보를 조회할 수 없습니다.',
    known: docs('vendor’s staff in a public issue: a PG that is looked up as a channel and is not set up'),
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
