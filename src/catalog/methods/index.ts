/** Every pay_method, one module each. */
import type { PayMethod } from '../method.ts'
import { card } from './card.ts'
import { phone } from './phone.ts'
import { trans } from './trans.ts'
import { vbank } from './vbank.ts'

export const PAY_METHODS: readonly PayMethod[] = [card, trans, vbank, phone]

/** The module of a pay_method; undefined for a word that is none. */
export function payMethod(code: string): PayMethod | undefined {
  return PAY_METHODS.find((method) => method.code === code)
}
