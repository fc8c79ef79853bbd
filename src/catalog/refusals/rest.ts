/** What the REST API refuses of any request: tokens, shapes, what is not there. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const AUTHENTICATION = {
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
  v2_asked: {
    status: 401,
    code: -1,
    message:
      'PortOne V2의 요청입니다. iamport-sandbox는 아임포트(PortOne V1) REST API를 흉내 냅니다: /users/getToken의 토큰을 쓰세요.',
    known: assumed('V1 knows no such caller; the sentence is ours'),
  },
  v2_secret: {
    status: 401,
    code: -1,
    message:
      'imp_key로 PortOne V2의 API Secret이 왔습니다. 아임포트(PortOne V1)의 REST API 키(숫자 16자리)와 REST API Secret을 쓰세요.',
    known: assumed('V1 refuses a key that it does not know; the sentence is ours'),
  },
} as const satisfies Record<string, RefusalRow>

export const REQUEST = {
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
  database_unavailable: {
    status: 503,
    code: -1,
    message: '{why}',
    known: assumed('a full disk, a lock or a file that is gone: nothing was changed'),
  },
} as const satisfies Record<string, RefusalRow>

export const PAYMENTS = {
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
} as const satisfies Record<string, RefusalRow>

export const BALANCE = {
  balance_unknown: {
    status: 404,
    code: -1,
    message:
      '(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다.',
    known: observed('third-party logs'),
  },
} as const satisfies Record<string, RefusalRow>

/** Codes and sub-merchants. */
export const CODES = {
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
} as const satisfies Record<string, RefusalRow>

export const PREPARE = {
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
} as const satisfies Record<string, RefusalRow>

/** Only under strictness `strict`. */
export const STRICT = {
  parameter_unknown: {
    status: 400,
    code: -1,
    message: '{parameter}은(는) 알 수 없는 파라메터입니다.',
    known: assumed('iamport lets it pass; only strictness `strict` refuses it'),
    is_remark: true,
  },
} as const satisfies Record<string, RefusalRow>
