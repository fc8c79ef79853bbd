/** What frames and windows refuse, and what the buyer, the bank and the administrator may not do. */
import { assumed, docs } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

/** The frame and the window. */
export const WINDOW = {
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
} as const satisfies Record<string, RefusalRow>

/** What the buyer, the bank and the administrator may not do. */
export const OUTSIDE = {
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
