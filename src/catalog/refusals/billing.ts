/** What charges, billing keys and schedules of a shop's server refuse. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

/** What a shop's server charges. */
export const CHARGES = {
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
    because: 'what is no amount of the currency cannot be charged',
  },
  api_tax_invalid: {
    status: 200,
    code: 1,
    message: '면세금액(tax_free) 또는 부가세(vat_amount)가 올바르지 않습니다.',
    known: assumed('no source has the text'),
    because: 'a sum that is no part of the amount would falsify slip, VAT and cancels',
  },
  api_currency_invalid: {
    status: 200,
    code: 1,
    message: '{pg}에서 지원하지 않는 화폐(currency)입니다: {currency} (사용 가능: {allowed})',
    known: assumed('no source has the text'),
    because: 'the number would be charged in another currency than the shop meant',
  },
  api_channel_missing: {
    status: 200,
    code: -1,
    message: 'API 방식 결제를 지원하는 PG와의 별도 계약이 필요합니다.',
    known: assumed('a client test looks for 계약이 필요합니다 in the text of POST /vbanks'),
    because: 'no PG is there that could charge',
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
    known: docs('GET /subscribe/customers, 404 of several at once; the text is assumed'),
  },
} as const satisfies Record<string, RefusalRow>

export const SCHEDULES = {
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
} as const satisfies Record<string, RefusalRow>

/** What single PGs insist on. */
export const INSISTED = {
  api_parameter_of_pg_missing: {
    status: 200,
    code: -1,
    message: '{pg} 필수 파라미터가 누락되었습니다. ({parameter})',
    known: assumed('the API document says which PG needs which parameter; no source has the text'),
    is_remark: true,
  },
  api_parameter_of_pg_missing_400: {
    status: 400,
    code: -1,
    message: '{pg} 필수 파라미터가 누락되었습니다. ({parameter})',
    known: assumed('documented as 400 for receipts and accounts; no source has the text'),
    is_remark: true,
  },
} as const satisfies Record<string, RefusalRow>
