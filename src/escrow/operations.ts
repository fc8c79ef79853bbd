/** Escrow deliveries in the REST API. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'
import { type Delivery, DeliveryBody } from './delivery.ts'
import type { Escrow } from './escrow.ts'

const document = docs('API document v1, escrow.logis')
const params = z.object({ imp_uid: z.string() })
const DeliveryView = z.object({
  applied_at: z.int().describe('when it was registered or changed'),
  company: z.string(),
  invoice: z.string(),
  sent_at: z.int(),
})

const person = { name: '김상점', tel: '02-1234-5678', addr: '서울시 성동구', postcode: '04783' }
const example = {
  params: { imp_uid: 'imp_205852873956' },
  body: {
    sender: person,
    receiver: { ...person, name: '이구매' },
    logis: { company: 'CJGLS', invoice: '123456789012', sent_at: 1448290000 },
  },
}

/** A sale whose delivery is there already. */
const REGISTERED = { imp_uid: 'imp_205852873957' }

export function escrowOperations(escrow: Escrow): Operation[] {
  const row = {
    tag: 'escrow.logis',
    path: '/escrows/logis/{imp_uid}',
    statuses: [400, 404, 405, 409, 500],
    asks: (merchant: number, given: (name: string) => string) => escrow.payment(merchant, given('imp_uid')),
    params,
    returns: DeliveryView,
  }
  return [
    operation({
      ...row,
      method: 'GET',
      summary: 'The delivery of an escrow sale.',
      known: document,
      example: { params: REGISTERED },
      handle: ({ merchant, params }) => print(escrow.read(merchant, params.imp_uid)),
    }),
    operation({
      ...row,
      method: 'POST',
      summary: 'Registers the delivery of a paid escrow sale, once.',
      body: DeliveryBody,
      known: document,
      example,
      handle: ({ merchant, params, body }) => print(escrow.register(merchant, params.imp_uid, body)),
    }),
    operation({
      ...row,
      method: 'PUT',
      summary: 'Changes a delivery, where the PG takes changes.',
      body: DeliveryBody,
      known: document,
      example: { ...example, params: REGISTERED },
      handle: ({ merchant, params, body }) => print(escrow.edit(merchant, params.imp_uid, body)),
    }),
  ]
}

function print({ applied_at, company, invoice, sent_at }: Delivery): z.infer<typeof DeliveryView> {
  return { applied_at, company, invoice, sent_at }
}
