/** What an escrow delivery is, and what the shop says of it. */
import { z } from 'zod'

export interface Delivery {
  readonly imp_uid: string
  readonly company: string
  readonly invoice: string
  readonly sent_at: number
  readonly applied_at: number
  /** Sender, receiver and products as the shop gave them; no answer shows them. */
  readonly parties: Readonly<Record<string, unknown>>
}

const text = z.string().optional()
const Party = z.object({
  name: text.describe('required by html5_inicis, smartro_v2'),
  tel: text.describe('required by html5_inicis, smartro_v2'),
  addr: text.describe('required by html5_inicis'),
  postcode: text.describe('required by html5_inicis, smartro_v2'),
  relationship: text.describe('sender only; required by daou'),
  formed_address: z.record(z.string(), z.unknown()).optional().describe('required by smartro_v2'),
})

export const DeliveryBody = z.object({
  sender: Party,
  receiver: Party,
  logis: z.object({
    company: z.string().min(1).describe('courier code; an unknown one counts as ETC'),
    invoice: z.string().min(1),
    sent_at: z.int().describe('Unix seconds'),
    receiving_at: text.describe('YYYYMMDD; required by daou'),
    address: text.describe('required by daou'),
  }),
  products: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        code: text,
        amount: z.number(),
        currency: text,
        quantity: z.int().optional(),
        tag: text,
      }),
    )
    .optional()
    .describe('required by welcome'),
  send_email: z.boolean().optional().describe('nice_v2 only'),
})
export type DeliveryBody = z.infer<typeof DeliveryBody>
