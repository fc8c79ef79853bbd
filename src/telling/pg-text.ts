/** A payment's PG and pay method in words. Apart from the other words, because it needs the whole catalogue. */
import { payMethod } from '../catalog/methods/index.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { type Bilingual, both } from '../core/bilingual.ts'
import type { Payment } from '../payments/payment.ts'

/** `KG이니시스 · 카드` */
export function pgText({ pg_provider, pay_method }: Payment): Bilingual {
  const pg = pgByCode(pg_provider)?.name
  const method = payMethod(pay_method)?.name
  return both((lang) => `${pg?.[lang] ?? pg_provider} · ${method?.[lang] ?? pay_method}`)
}
