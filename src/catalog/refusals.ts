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
    message: '가상계좌 환불에는 환불계좌 정보({parameter})가 필요합니다.',
    known: assumed('the parameters are documented as required, the text is not'),
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

  // request_pay, before the window. The REST columns serve the control API's own answers.
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
    message: '주문번호(merchant_uid)는 1자 이상 40자 이하의 문자열이어야 합니다.',
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
  deposit_not_waiting: {
    status: 409,
    code: 1,
    message: '입금 대기 중인 가상계좌가 아닙니다. (현재 상태: {status}, 결제수단: {pay_method})',
    known: assumed('a bank has no account to credit'),
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
