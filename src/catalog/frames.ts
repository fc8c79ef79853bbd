/**
 * What stands around a PG's words in `error_msg` and `fail_reason` when nothing comes of a payment: it depends on the way on
 * which the failure came, not on the PG alone.
 */
import { assumed, observed, type Provenance } from '../core/provenance.ts'

/**
 * `layer`: the PG's window told the page beside it. `redirect`: the PG's page came back through iamport. `approval`: the
 * buyer was through, and iamport asked the PG to approve. `api`: the shop's server asked for a charge.
 */
export type FailureWay = 'layer' | 'redirect' | 'approval' | 'api'

export type Failure = 'cancelled' | 'declined'

export interface Frame {
  /** `{imp_uid}`, `{code}` and `{message}` are filled in; `{words}` is code and text as this PG writes them (its `format`). */
  readonly text: string
  readonly known: Provenance
}

export type Frames = Readonly<Record<FailureWay, Readonly<Record<Failure, Frame>>>>

const STOPPED = 'F0005:결제가 중단되었습니다({imp_uid}).'
const bare = (text: string) => ({
  text,
  known: assumed('nothing of iamport’s is known around it on this way'),
})

/** What iamport puts around the words of a PG that it has asked itself. */
export const FRAMES: Frames = {
  layer: {
    cancelled: { text: '{message}', known: observed('callback objects of cancelled payments on a PC') },
    declined: bare('{words}'),
  },
  redirect: {
    cancelled: {
      text: `${STOPPED}{message}`,
      known: assumed(
        'the frame is iamport’s own and was seen of KG이니시스 on a phone; these PGs’ codes are not known',
      ),
    },
    declined: {
      text: `${STOPPED}{code} | {message}`,
      known: assumed('as a cancel comes back on this way'),
    },
  },
  approval: {
    cancelled: bare('{message}'),
    declined: {
      text: 'F0004:PG사 결제요청에 실패하여 중단합니다.({imp_uid}) {code}, {message}',
      known: assumed('the frame is iamport’s own and was seen of danal_tpay in two shops'),
    },
  },
  api: { cancelled: bare('{message}'), declined: bare('{words}') },
}

/**
 * PGs of iamport's newer checkout (those with short results under /v1/iamport.js) put their words the same on every way:
 * `[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다`.
 */
export const NEWER_FRAMES: Readonly<Record<Failure, Frame>> = {
  cancelled: {
    text: '{message}',
    known: observed('cancelled tosspayments payments; others of its kind assumed'),
  },
  declined: { text: '{words}', known: assumed('in the shape of their cancel') },
}

/** KG이니시스 on a phone: its code and text, as shops have printed them. */
export const INICIS_CANCEL_ON_PHONE = {
  code: '01',
  message: '사용자가 결제를 취소 하였습니다.',
  known: observed('samples of the vendor’s Android SDK, an issue of the manual'),
}
export const INICIS_FRAMES = {
  redirect: {
    cancelled: { text: `${STOPPED}{code} | {message}`, known: INICIS_CANCEL_ON_PHONE.known },
  },
} as const
