/** What an order's PG says no to: what is missing, too little, or not sold that way. Data of the catalogue, asked here. */

import type { Asked, Condition, Minimum, Pg, Requirement, Rule } from '../catalog/pg.ts'
import { fillWords } from '../catalog/refusals/why.ts'
import { given, stops } from '../catalog/rules.ts'
import { atLeast } from '../catalog/sdk-versions.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { toMajor } from '../core/money.ts'
import { textOf } from '../core/record.ts'

type Param = Readonly<Record<string, unknown>>

export interface Fault {
  readonly message: string
  /** The PG's code, where it is the PG's own window that says no; null where no window opens. */
  readonly code: string | null
  /** What the developer should know. */
  readonly hint: Bilingual
}

export interface Faults {
  /** What iamport or the PG is known to refuse; what comes before the window goes first. */
  readonly refused: Fault | null
  /** What only a document asks for, or what we assume: the payment goes on. */
  readonly remarked: readonly Fault[]
}

/** Everything of an order that this PG does not take. Evidence decides what is refused: see `stops` in catalog/rules.ts. */
export function faultsOf(pg: Pg, param: Param, asked: Asked): Faults {
  const holding = <Row extends Condition>(rows: readonly Row[] = []) =>
    rows.filter((row) => isHolding(row, param, asked))
  const rule = say(`${pg.code}의 규칙입니다.`, `A rule of ${pg.code}.`)
  const broken = [
    ...holding(pg.order.required)
      .filter((row) => !isMet(row, param))
      .map((row) => ({ row, hint: insists(row) })),
    ...holding(pg.order.rules)
      .filter((row) => row.broken(param, asked))
      .map((row) => ({ row, hint: rule })),
    ...holding(pg.order.minimum)
      .filter((row) => isLess(row, param, asked) && !isFree(param, asked))
      .map((row) => ({ row, hint: rule })),
  ]
  const faults = broken.map(({ row, hint }) => ({ is_refused: stops(row), fault: faultOf(row, hint) }))
  const refused = faults.filter(({ is_refused }) => is_refused).map(({ fault }) => fault)
  const remarked = faults.filter(({ is_refused }) => !is_refused).map(({ fault }) => fault)
  return { refused: refused.find(({ code }) => code === null) ?? refused[0] ?? null, remarked }

  function insists({ field, pattern }: Requirement): Bilingual {
    const what = `${field}${pattern ? ` (${pattern.source})` : ''}`
    return say(`${pg.code}은(는) ${what}을(를) 요구합니다.`, `${pg.code} insists on ${what}.`)
  }
  function faultOf(row: Pick<Rule, 'message' | 'words' | 'in_window'>, hint: Bilingual): Fault {
    return { message: fillWords(row.message, row.words?.(param)), code: row.in_window ?? null, hint }
  }
}

function isHolding(row: Condition, param: Param, { device, pay_method, sdk }: Asked): boolean {
  if (row.pay_methods && !row.pay_methods.includes(pay_method)) return false
  if (row.device && row.device !== device) return false
  if (row.billing && !param.customer_uid) return false
  if (row.escrow && param.escrow !== true) return false
  return !row.since || atLeast(sdk, row.since)
}

function isMet({ field, pattern }: Requirement, param: Param): boolean {
  const value = given(param, field)
  return value !== undefined && (!pattern || pattern.test(textOf(value)))
}

function isLess({ currency, amount, unless }: Minimum, param: Param, asked: Asked): boolean {
  if (currency !== asked.currency || (unless && given(param, unless) !== undefined)) return false
  return toMajor(asked.amount, currency) < amount
}

/** A billing key may be issued for nothing; whether by this PG has been asked before. */
function isFree(param: Param, { amount }: Asked): boolean {
  return amount === 0 && Boolean(param.customer_uid)
}
