/** What an approved payment was paid with, where that is another pay_method than the order's. */
import type { Approval, PayMethod, PaysAs } from '../catalog/method.ts'
import { payMethod } from '../catalog/methods/index.ts'
import type { Pg } from '../catalog/pg.ts'

export interface PaidBy {
  readonly method: PayMethod
  /** What is reported besides, or instead of, what the pay_method fills in. */
  readonly reports: Partial<Approval>
}

/** `values` is what the buyer typed and chose in the window. `is_for_key`: the window issues a billing key. */
export function paidBy(
  pg: Pg,
  asked: PayMethod,
  values: Readonly<Record<string, string>>,
  is_for_key = false,
): PaidBy {
  const rule = pg.sells.pays_as?.[asked.code] ?? pg.sells.pays_as?.['*'] ?? asked.pays_as
  const method = payMethod(become(rule, values) ?? asked.code)
  if (!method) throw new Error(`${pg.code} pays with ${become(rule, values)}, which is no pay_method`)
  const wallet = asked.wallet ? { emb_pg_provider: asked.wallet } : {}
  const of_key = is_for_key ? pg.reports.approval?.billing : undefined
  return {
    method,
    reports: { ...wallet, ...pg.reports.approval?.['*'], ...pg.reports.approval?.[asked.code], ...of_key },
  }
}

function become(rule: PaysAs | undefined, values: Readonly<Record<string, string>>): string | undefined {
  if (rule === undefined || typeof rule === 'string') return rule
  return rule.by[values[rule.field] ?? ''] ?? Object.values(rule.by)[0]
}
