/** Which refusals of the catalogue the operations of a tag may answer with, beside those that every call can meet. */
import { CHARGES, INSISTED, SCHEDULES } from '../catalog/refusals/billing.ts'
import { CANCEL } from '../catalog/refusals/cancel.ts'
import { CERTIFICATION } from '../catalog/refusals/certification.ts'
import { ESCROW, PG_ORDERS } from '../catalog/refusals/orders.ts'
import { RECEIPTS } from '../catalog/refusals/receipts.ts'
import { AUTHENTICATION, BALANCE, CODES, PAYMENTS, PREPARE, REQUEST } from '../catalog/refusals/rest.ts'
import type { RefusalRow } from '../catalog/refusals/row.ts'
import { VBANKS } from '../catalog/refusals/vbanks.ts'

type Rows = Readonly<Record<string, RefusalRow>>

const BY_TAG: Readonly<Record<string, readonly Rows[]>> = {
  payments: [PAYMENTS, CANCEL, BALANCE],
  'payments.validation': [PREPARE],
  subscribe: [CHARGES, SCHEDULES, INSISTED],
  'subscribe.customer': [CHARGES],
  vbanks: [VBANKS],
  cvs: [VBANKS],
  receipts: [RECEIPTS],
  codes: [CODES],
  certifications: [CERTIFICATION],
  'escrow.logis': [ESCROW],
  naver: [PG_ORDERS],
  kcpquick: [PG_ORDERS],
  benepia: [PG_ORDERS],
  payco: [PG_ORDERS],
  paymentwall: [PG_ORDERS],
  partners: [PG_ORDERS],
  kakao: [PG_ORDERS],
}

export interface ShownRefusal {
  readonly name: string
  readonly status: number
  readonly code: number
  readonly message: string
  readonly known: string
}

/** Every call: no token, an unreadable body, a wrong parameter. */
export const EVERY_CALL = shown([AUTHENTICATION, REQUEST])

export const refusalsOf = (tag: string): ShownRefusal[] => shown(BY_TAG[tag] ?? [])

function shown(groups: readonly Rows[]): ShownRefusal[] {
  const rows = Object.entries(Object.assign({}, ...groups) as Rows)
  return rows.map(([name, { status, code, message, known }]) => ({
    name,
    status,
    code,
    message,
    known: `${known.how}: ${known.source}`,
  }))
}
