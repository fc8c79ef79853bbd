/** What POST /payments/cancel refuses. Every refusal is HTTP 200. */
import { assumed, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const CANCEL = {
  cancel_target_missing: {
    status: 200,
    code: 1,
    message: '취소하실 imp_uid 또는 merchant_uid 중 하나를 지정해주셔야합니다.',
    known: observed('a client test looks for 지정해주셔야합니다 in the text; code and status are assumed'),
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
} as const satisfies Record<string, RefusalRow>
