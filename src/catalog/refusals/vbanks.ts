/** What operations of virtual accounts and convenience stores refuse. */
import { assumed, docs } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const VBANKS = {
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
} as const satisfies Record<string, RefusalRow>
