/** The money of a charge that a shop's server asks for, now or for later: in a currency that the PG sells in, and whole. */

import type { Pg } from '../catalog/pg.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import { isCurrency, type Money, readMoney } from '../core/money.ts'
import { sumWas } from './sum-was.ts'

export interface ApiMoney {
  /** Major units, as it came over the wire. */
  readonly amount: number
  readonly currency?: string | undefined
  readonly tax_free?: number | null | undefined
  readonly vat_amount?: number | null | undefined
}

/** Refuses what is no money, or more than there is. */
export function readApiMoney(
  { code, sells }: Pick<Pg, 'code' | 'sells'>,
  asked: ApiMoney,
): Money & { currency: string } {
  const currency = asked.currency || sells.currencies[0]!
  if (!isCurrency(currency) || !sells.currencies.includes(currency)) {
    throw refusal('api_currency_invalid', { pg: code, currency, allowed: sells.currencies.join(', ') })
  }
  const money = readMoney(asked, currency)
  if ('flaw' in money && money.flaw !== 'amount') {
    throw refusal(
      'api_tax_invalid',
      {},
      say(
        `amount ${asked.amount} ${currency}에 ${money.flaw} ${asked[money.flaw]}을(를) 받았습니다: tax_free와 vat_amount는 amount에 포함됩니다.`,
        `${money.flaw} was ${asked[money.flaw]} of ${asked.amount} ${currency}: tax_free and vat_amount are parts of amount.`,
      ),
    )
  }
  if ('flaw' in money || money.amount === 0) {
    throw refusal('api_amount_invalid', {}, sumWas('amount', asked.amount, currency))
  }
  return { ...money, currency }
}
