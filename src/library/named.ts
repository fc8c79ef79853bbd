/** A payment as members take it: by its imp_uid, or by what answered it. */
import { pathPart } from '../core/path-part.ts'
import type { PaymentNamed } from './sandbox-api.ts'
import { told } from './speaking.ts'

/** Of an order that was refused there is no payment: an act on it says so. */
export function named(member: string, of: PaymentNamed): string {
  if (typeof of === 'string') return of
  if (of && 'imp_uid' in of) return of.imp_uid
  if (of?.payment) return of.payment.imp_uid
  throw told(
    `${member}: 결제가 없습니다. 주문이 결제창을 열기 전에 거부되었습니다; pay가 답한 rsp.error_msg를 보세요.`,
    `${member}: there is no payment. The order was refused before any window; rsp.error_msg of what pay answered says why.`,
  )
}

/** What a member is about, as a part of an address of the control API. */
export const part = (member: string, value: unknown): string =>
  pathPart(member, value, ({ ko, en }) => told(ko, en))
