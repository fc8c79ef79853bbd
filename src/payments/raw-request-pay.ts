/** The parameters of request_pay before anything is read: what the control API takes, so that its orders are read as those of a page are. */
import { z } from 'zod'
import { RequestPay } from './request-pay.ts'

type Shape = typeof RequestPay.shape
type RawShape = {
  [K in keyof Shape]: Shape[K] extends z.ZodOptional<z.ZodString> ? Shape[K] : z.ZodOptional<z.ZodUnknown>
}

export const RawRequestPay = z.looseObject(
  Object.fromEntries(
    Object.entries(RequestPay.shape).map(([name, field]) => [name, isText(field) ? field : asItCame(field)]),
  ) as unknown as RawShape,
)

function isText(field: z.ZodType): boolean {
  return field instanceof z.ZodOptional && field.unwrap() instanceof z.ZodString
}

/** Any value; the reference page shows what it should be. */
function asItCame(field: z.ZodType): z.ZodType {
  const { $schema: _, ...json } = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' })
  return z.unknown().optional().meta(json)
}
