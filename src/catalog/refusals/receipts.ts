/** What operations of cash receipts refuse. */
import { assumed, docs } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const RECEIPTS = {
  receipt_not_found: {
    status: 404,
    code: -1,
    message: '해당 아임포트 고유 번호({imp_uid})로 현금영수증을 발급 한 내역이 존재하지 않습니다.',
    known: docs('나이스페이먼츠 (신모듈) caution, body of GET /receipts/{imp_uid}'),
  },
  receipt_of_sale_not_found: {
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
} as const satisfies Record<string, RefusalRow>
