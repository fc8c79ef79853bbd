/** What an order's PG says no to: what is missing, too little, or not sold that way. Data of the catalogue, asked here. */
import type { Device } from '../catalog/choose.ts'
import type { Minimum, Pg, Requirement } from '../catalog/pg.ts'
import { toMajor } from '../core/money.ts'
import { isRecord } from '../core/schema.ts'

type Param = Readonly<Record<string, unknown>>

export interface Fault {
  readonly message: string
  /** The PG's code, where it is the PG's own window that says no; null where no window opens. */
  readonly code: string | null
  /** What the developer should know. */
  readonly hint: string
}

export interface Asked {
  readonly device: Device
  readonly pay_method: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
}

/** The first thing that this PG does not take; null when there is none. What comes before the window goes first. */
export function findFault(pg: Pg, param: Param, asked: Asked): Fault | null {
  const faults = [
    ...pg.required.filter((row) => concerns(row, param, asked) && !holds(row, param)).map(missing),
    ...(pg.rules ?? []).filter(({ broken }) => broken(param)).map(say),
    ...(pg.minimum ?? []).filter((row) => isLess(row, asked) && !isFree(param, asked)).map(say),
  ]
  return faults.find(({ code }) => code === null) ?? faults[0] ?? null

  function missing(row: Requirement): Fault {
    return {
      ...say(row),
      hint: `${pg.code} insists on ${row.field}${row.pattern ? ` (${row.pattern.source})` : ''}.`,
    }
  }
  function say({ message, in_window = null }: { message: string; in_window?: string | null }): Fault {
    return { message, code: in_window, hint: `A rule of ${pg.code}.` }
  }
}

function concerns(row: Requirement, param: Param, { device, pay_method }: Asked): boolean {
  if (row.pay_methods && !row.pay_methods.includes(pay_method)) return false
  if (row.device && row.device !== device) return false
  if (row.billing && !param.customer_uid) return false
  return !row.escrow || param.escrow === true
}

function holds({ field, pattern }: Requirement, param: Param): boolean {
  const value = field.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), param)
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === ''))
    return false
  return !pattern || pattern.test(String(value))
}

function isLess({ currency, amount, pay_methods }: Minimum, asked: Asked): boolean {
  if (currency !== asked.currency || (pay_methods && !pay_methods.includes(asked.pay_method))) return false
  return toMajor(asked.amount, currency) < amount
}

/** A billing key may be issued for nothing. */
function isFree(param: Param, { amount }: Asked): boolean {
  return amount === 0 && Boolean(param.customer_uid)
}
