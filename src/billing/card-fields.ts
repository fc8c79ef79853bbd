/** The parameters that card data come in. */
import { z } from 'zod'

export const CardFields = {
  card_number: z.string().describe('dddd-dddd-dddd-dddd, dashes may be missing'),
  expiry: z.string().describe('YYYY-MM'),
  birth: z.string().optional().describe('YYMMDD, or the ten digits of a company'),
  pwd_2digit: z.string().optional().describe('the first two digits of the PIN'),
  cvc: z.string().optional(),
} as const

const CardInput = z.object(CardFields)
export type CardInput = z.infer<typeof CardInput>
