/** A payment's PG and pay method in words. Apart from the other words, because it needs the whole catalogue. */
import { payMethod } from '../catalog/methods/index.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import type { Payment } from '../payments/payment.ts'

/** `KG이니시스 · 카드` */
export function pgText({ pg_provider, pay_method }: Payment): string {
  return `${pgByCode(pg_provider)?.name.ko ?? pg_provider} · ${payMethod(pay_method)?.name.ko ?? pay_method}`
}
