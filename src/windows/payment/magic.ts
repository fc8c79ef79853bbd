/**
 * Orders and cards that say themselves what happens to them, so that a test needs no hand on the window. All of them are
 * the sandbox's own; docs/magic-values.md lists them. What is pressed in a window, or asked for by a call, wins.
 */
import { declineOf } from '../../catalog/test-cards.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import type { Outcome } from './outcome.ts'

/** `buyer_name`s and what they do. `거절` and `거절:CODE` decline. */
export const MAGIC_BUYERS = {
  취소: 'cancel',
  닫기: 'close',
  이탈: 'abandon',
  승인후이탈: 'vanish',
} as const satisfies Record<string, Outcome>

/** A `buyer_name` of `변조:100` is charged 100. */
export const TAMPERED_BUYER = '변조'

/** What a magic order or card asks for; null for all the others. */
export function magicOutcome(payment: Payment, input: Readonly<Record<string, string>>): Outcome | null {
  const buyer_name = payment.order.buyer_name?.trim() ?? ''
  const [word = '', detail] = buyer_name.split(':')
  if (word === TAMPERED_BUYER && Number(detail) > 0) return { approve: { amount: Number(detail) } }
  const found = Object.entries(MAGIC_BUYERS).find(([name]) => name === buyer_name)
  if (found) return found[1]
  const { pg, method } = contract(payment)
  const facts = { card_number: input.card_number ?? '', buyer_name, is_first: true }
  const decline = declineOf(pg, method.code, facts)
  return decline && { decline: { code: decline.code, message: decline.message } }
}
