/** 통신사: the carriers that a phone payment can be made with, and which of them an order wants to be offered. */
import { isRecord } from '../core/schema.ts'
import { type Option, text } from '../kit/steps.ts'
import type { Pg } from './pg.ts'

/** Codes as `phone.detail` names them (docs, 다날 page). The last three are MVNOs (알뜰폰). */
export const CARRIERS: readonly Option[] = [
  { value: 'SKT', label: text('SKT', 'SKT') },
  { value: 'KTF', label: text('KT', 'KT') },
  { value: 'LGT', label: text('LG U+', 'LG U+') },
  { value: 'CJH', label: text('헬로모바일', 'Hello Mobile') },
  { value: 'KCT', label: text('티플러스', 'T plus') },
  { value: 'SKL', label: text('SK 7mobile', 'SK 7mobile') },
]

/**
 * `phone.detail [{carrier, enabled}]`, with `*` for all that it does not name, and `phone.carrier` for one alone. A list
 * that only switches carriers on offers no other (docs, 웰컴페이먼츠 caution). Where nothing is left, all are offered.
 */
export function carriersFor({ window }: Pg, { phone }: Readonly<Record<string, unknown>>): readonly Option[] {
  if (!window.reads_carriers || !isRecord(phone)) return CARRIERS
  const detail = Array.isArray(phone.detail) ? phone.detail.filter(isRecord) : []
  const only_on = detail.length > 0 && detail.every(({ enabled }) => enabled !== false)
  const rule = (code: string) => detail.find(({ carrier }) => carrier === code)
  const others = rule('*')?.enabled ?? !only_on
  const offered = CARRIERS.filter(({ value }) =>
    phone.carrier === undefined ? (rule(value)?.enabled ?? others) !== false : value === phone.carrier,
  )
  return offered.length > 0 ? offered : CARRIERS
}
