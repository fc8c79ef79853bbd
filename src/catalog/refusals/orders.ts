/** What escrow deliveries and the operations of single PGs refuse. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

/** Escrow deliveries. */
export const ESCROW = {
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
} as const satisfies Record<string, RefusalRow>

/** Operations of single PGs. */
export const PG_ORDERS = {
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
} as const satisfies Record<string, RefusalRow>
