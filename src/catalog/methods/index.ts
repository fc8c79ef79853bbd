/** Every pay_method: one module each, or one for those of a family. */
import type { PayMethod } from '../method.ts'
import { card } from './card.ts'
import { cvs } from './cvs.ts'
import { booknlife, culturegift, cultureland, happymoney, smartculture } from './gift-certificates.ts'
import { JAPANESE } from './japan.ts'
import { OVERSEAS } from './overseas.ts'
import { phone } from './phone.ts'
import { kpay, samsung } from './phone-apps.ts'
import { point } from './point.ts'
import { trans } from './trans.ts'
import { vbank } from './vbank.ts'
import { WALLETS } from './wallets.ts'

export const PAY_METHODS: readonly PayMethod[] = [
  card,
  trans,
  vbank,
  cvs,
  phone,
  samsung,
  kpay,
  cultureland,
  smartculture,
  happymoney,
  booknlife,
  culturegift,
  point,
  ...WALLETS,
  ...OVERSEAS,
  ...JAPANESE,
]

/** The module of a pay_method; undefined for a word that is none. */
export function payMethod(code: string): PayMethod | undefined {
  return PAY_METHODS.find((method) => method.code === code)
}
