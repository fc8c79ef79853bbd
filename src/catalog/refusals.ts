/** Every "no" of the emulated iamport by its name; the rows stand in refusals/, by surface. */
import type { Bilingual } from '../core/bilingual.ts'
import type { Provenance } from '../core/provenance.ts'
import { CHARGES, INSISTED, SCHEDULES } from './refusals/billing.ts'
import { CANCEL } from './refusals/cancel.ts'
import { CERTIFICATION } from './refusals/certification.ts'
import { ESCROW, PG_ORDERS } from './refusals/orders.ts'
import { RECEIPTS } from './refusals/receipts.ts'
import { REQUEST_PAY } from './refusals/request-pay.ts'
import { AUTHENTICATION, BALANCE, CODES, PAYMENTS, PREPARE, REQUEST, STRICT } from './refusals/rest.ts'
import type { RefusalRow } from './refusals/row.ts'
import { VBANKS } from './refusals/vbanks.ts'
import { OUTSIDE, WINDOW } from './refusals/window.ts'

const rows = {
  ...AUTHENTICATION,
  ...REQUEST,
  ...PAYMENTS,
  ...CANCEL,
  ...BALANCE,
  ...CHARGES,
  ...SCHEDULES,
  ...VBANKS,
  ...INSISTED,
  ...RECEIPTS,
  ...CODES,
  ...PREPARE,
  ...ESCROW,
  ...PG_ORDERS,
  ...STRICT,
  ...REQUEST_PAY,
  ...CERTIFICATION,
  ...WINDOW,
  ...OUTSIDE,
} as const satisfies Record<string, RefusalRow>

export type RefusalName = keyof typeof rows

/** The table itself, for the reference pages. */
export const REFUSALS: Readonly<Record<RefusalName, RefusalRow>> = rows

/** An expected "no". Thrown by the nouns, turned into the right answer by each surface. */
export class Refusal extends Error {
  override readonly name: RefusalName
  readonly status: number
  readonly code: number
  readonly error_code: string | null
  readonly known: Provenance
  /** What the developer should know, beyond what iamport would say. */
  readonly hint: Bilingual | null

  constructor(name: RefusalName, values: Readonly<Record<string, string | number>>, hint: Bilingual | null) {
    const row = REFUSALS[name]
    super(row.message.replace(/\{(\w+)\}/g, (_all, word: string) => String(values[word] ?? '')).trim())
    this.name = name
    this.status = row.status
    this.code = row.code
    this.error_code = row.error_code ?? null
    this.known = row.known
    this.hint = hint
  }
}

/** `throw refusal('cancel_exceeds_balance', { balance: 100 }, say('개발자에게', 'for the developer'))` */
export function refusal(
  name: RefusalName,
  values: Readonly<Record<string, string | number>> = {},
  hint: Bilingual | null = null,
): Refusal {
  return new Refusal(name, values, hint)
}
