/** What may be chosen in a field of a payment's window. */
import { carriersFor } from '../../catalog/carriers.ts'
import { WINDOW_BANKS, WINDOW_CARDS } from '../../catalog/codes.ts'
import { isRecord } from '../../core/schema.ts'
import { type Field, type Option, text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import { quotaLabel, quotas } from './quotas.ts'

export function optionsOf(field: Field, payment: Payment): readonly Option[] {
  switch (field.options) {
    case undefined:
      return []
    case 'cards':
      return WINDOW_CARDS.filter(({ code }) => isOffered(code, payment)).map(({ code, name }) => ({
        value: code,
        label: text(name, name),
      }))
    case 'banks':
      return WINDOW_BANKS.map(({ code, name }) => ({ value: code, label: text(name, name) }))
    case 'carriers':
      return carriersFor(contract(payment).pg, payment.order.extra ?? {})
    case 'quotas':
      return quotas(payment).map((months) => ({ value: String(months), label: quotaLabel(months, payment) }))
    default:
      return field.options
  }
}

/** `card.detail [{card_code, enabled}]`: what the shop does not want to be offered; `*` is for all that it does not name. */
function isOffered(code: string, { order }: Payment): boolean {
  const { card } = order.extra ?? {}
  const details = isRecord(card) && Array.isArray(card.detail) ? card.detail.filter(isRecord) : []
  const rule =
    details.find(({ card_code }) => card_code === code) ?? details.find(({ card_code }) => card_code === '*')
  return rule?.enabled !== false
}
