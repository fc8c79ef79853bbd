/** When an escrow delivery may be registered, changed and read. */

import { courierCode } from '../catalog/escrow.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import type { Payment, TimelineEntry } from '../payments/payment.ts'
import type { Delivery, DeliveryBody } from './delivery.ts'
import type { EscrowStore } from './store.ts'

export interface EscrowParts {
  readonly store: EscrowStore
  readonly clock: Clock
  /** A payment of this merchant; refuses any other. */
  readonly find: (merchant: number, imp_uid: string) => Payment
  /** Writes a line into the payment's timeline. */
  readonly note: (payment: Payment, entry: Omit<TimelineEntry, 'at'>) => void
}

export type Escrow = ReturnType<typeof createEscrow>

export function createEscrow({ store, clock, find, note }: EscrowParts) {
  function save(payment: Payment, body: DeliveryBody, what: string): Delivery {
    const { logis, sender, receiver, products = [] } = body
    const delivery: Delivery = {
      imp_uid: payment.imp_uid,
      company: courierCode(logis.company),
      invoice: logis.invoice,
      sent_at: logis.sent_at,
      applied_at: clock.now(),
      parties: { sender, receiver, products, receiving_at: logis.receiving_at, address: logis.address },
    }
    store.transaction(() => {
      store.save(delivery)
      note(payment, { what, by: 'shop', detail: { company: delivery.company, invoice: delivery.invoice } })
    })
    return delivery
  }

  return {
    payment: find,

    read(merchant: number, imp_uid: string): Delivery {
      const payment = find(merchant, imp_uid)
      rulesOf(payment)
      const delivery = store.byImpUid(imp_uid)
      if (!delivery) throw refusal('escrow_nothing_registered')
      return delivery
    },

    register(merchant: number, imp_uid: string, body: DeliveryBody): Delivery {
      const payment = find(merchant, imp_uid)
      mustHaveFields(payment, body)
      if (!isEscrowPaid(payment)) throw refusal('escrow_not_registrable', {}, whyNot(payment))
      if (store.byImpUid(imp_uid))
        throw refusal(
          'escrow_already_registered',
          {},
          say('이미 등록된 배송정보는 PUT으로 바꿉니다.', 'PUT changes a delivery.'),
        )
      return save(payment, body, 'delivery registered')
    },

    edit(merchant: number, imp_uid: string, body: DeliveryBody): Delivery {
      const payment = find(merchant, imp_uid)
      if (rulesOf(payment).can_edit === false) {
        throw refusal(
          'escrow_pg_unsupported',
          {},
          say(
            `${payment.pg_provider}은(는) 배송정보를 등록할 수만 있고 바꿀 수는 없습니다.`,
            `${payment.pg_provider} takes deliveries, but no changes.`,
          ),
        )
      }
      mustHaveFields(payment, body)
      if (!isEscrowPaid(payment) || !store.byImpUid(imp_uid)) {
        throw refusal(
          'escrow_not_editable',
          {},
          whyNot(payment) ?? say('먼저 POST로 배송정보를 등록하세요.', 'POST registers a delivery first.'),
        )
      }
      return save(payment, body, 'delivery changed')
    },
  }
}

function rulesOf({ pg_provider }: Payment) {
  const rules = pgByCode(pg_provider)?.rest.deliveries
  if (!rules)
    throw refusal(
      'escrow_pg_unsupported',
      {},
      say(
        `${pg_provider}은(는) REST로 배송정보를 받지 않습니다.`,
        `${pg_provider} takes no deliveries over REST.`,
      ),
    )
  return rules
}

/** Only a paid escrow sale is delivered. */
function isEscrowPaid({ order, status }: Payment): boolean {
  return order.escrow && status === 'paid'
}

function whyNot({ order, status }: Payment): Bilingual | null {
  if (!order.escrow)
    return say('escrow: true로 한 결제가 아닙니다.', 'The payment was not made with escrow: true.')
  return status === 'paid' ? null : say(`결제 상태가 ${status}입니다.`, `The payment is ${status}.`)
}

function mustHaveFields(payment: Payment, body: DeliveryBody): void {
  const rules = rulesOf(payment)
  for (const part of ['sender', 'receiver', 'logis'] as const) {
    const given: Readonly<Record<string, unknown>> = body[part]
    const missing = rules[part]?.find((field) => !given[field])
    if (missing) throw missingField(`${part}.${missing}`, payment)
  }
  if (rules.needs_products && !body.products?.length) throw missingField('products', payment)
}

function missingField(parameter: string, { pg_provider }: Payment) {
  return refusal(
    'parameter_missing',
    { parameter },
    say(`${pg_provider}은(는) ${parameter}을(를) 요구합니다.`, `${pg_provider} insists on ${parameter}.`),
  )
}
