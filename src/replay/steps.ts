/** What people and iamport do in a scenario, step by step: the closed list of steps and what each one takes. */
import { z } from 'zod'
import { Duration } from '../scenarios/fault.ts'

const Nth = z.int().min(1)
const nothing = z.strictObject({})
const of = { payment: Nth.optional().describe('the nth payment; default: the latest') }
const reason = z.string().max(256).optional()

/** Steps of the buyer, in front of the browser. */
export const SHOPPER_STEPS = {
  order: nothing.describe('the shop makes another order, as its checkout page asks for one'),
  open: z
    .strictObject({
      order: Nth.optional().describe('the nth order; default: the latest'),
      pay: z.record(z.string(), z.unknown()).optional().describe('other parameters for this request_pay'),
    })
    .describe('request_pay: a payment window opens'),
  window: Nth.describe('the buyer turns to the nth window (tab)'),
  approve: z
    .strictObject({ amount: z.number().positive().optional() })
    .describe('the buyer goes through all steps, the PG approves; `amount` is a tampered one'),
  decline: z
    .union([z.string().min(1), z.strictObject({ code: z.string(), message: z.string() })])
    .describe('the PG declines, with a code of its list'),
  give_up: nothing.describe('the buyer presses cancel in the window'),
  close: nothing.describe('the buyer closes the window'),
  abandon: nothing.describe('the browser dies before anything is decided'),
  popup_blocked: nothing.describe('the browser lets no window open'),
  come_home: z
    .strictObject({
      window: Nth.optional().describe('from the nth window (tab); default: the one that the buyer looks at'),
      payment: Nth.optional().describe('whose imp_uid the browser brings; default: that of the window'),
      order: Nth.optional().describe('whose merchant_uid it brings; default: that of the window'),
      claim: z.record(z.string(), z.unknown()).optional().describe('what a forged page says instead'),
    })
    .describe('the result reaches the shop: callback posted, or redirect followed'),
} as const

/** Steps of time, of iamport, of the bank and of the shop’s own people. */
export const TIMELINE_STEPS = {
  webhooks: nothing.describe('what is due is delivered now'),
  advance: Duration.describe('time passes; what falls due on the way is done'),
  jump: Duration.describe('the clock jumps ahead; what was due in between is late'),
  deposit: z
    .strictObject({
      ...of,
      amount: z.number().positive().optional(),
      force: z.boolean().optional(),
      bounces: z.boolean().optional().describe('the bank must send it back'),
    })
    .describe(
      'money arrives on the virtual account; `force` for a wrong or late one that is taken all the same',
    ),
  admin_cancel: z
    .strictObject({ ...of, amount: z.number().positive().optional(), reason })
    .describe('the administrator cancels on iamport’s admin page'),
  approve_late: z.strictObject({ ...of }).describe('the PG approves a payment that had failed'),
  refund: z
    .strictObject({ order: Nth.optional(), amount: z.number().positive().optional(), reason })
    .describe('the shop’s own people refund, through the shop’s refund address'),
  rest: z
    .strictObject({
      call: z.string().regex(/^(GET|POST|PUT|DELETE) \/\S*$/, 'METHOD /path'),
      body: z.unknown().optional(),
      code: z.int().optional().describe('the code that must come back; default: any'),
    })
    .describe('a job of the shop calls the REST API, e.g. to schedule a payment'),
  resend: z
    .strictObject({ event: z.string().optional(), nth: Nth.optional() })
    .describe('somebody resends a webhook by hand; default: the last one'),
  forge_webhook: z
    .strictObject({ body: z.record(z.string(), z.unknown()) })
    .describe('somebody else posts to the shop’s webhook address'),
  shop: z
    .strictObject({
      method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
      path: z.string(),
      body: z.unknown().optional(),
    })
    .describe('any request to the shop'),
  restart: nothing.describe('the sandbox is stopped and started again with its data'),
} as const

const { come_home } = SHOPPER_STEPS
const { webhooks, admin_cancel, refund, shop } = TIMELINE_STEPS
/** What may happen while something else happens. */
export const AT_ONCE = { come_home, webhooks, admin_cancel, refund, shop }

const at_once = z
  .strictObject({
    steps: z.array(stepSchema(AT_ONCE)).min(2).max(60).describe('what happens at the same time'),
    takes: z
      .array(Nth)
      .max(1000)
      .default([])
      .describe(
        'whose turn it is, by its place in `steps`: to begin, or to get the next answer of the REST API',
      ),
  })
  .describe('several things at once, in an order that is chosen')

export const STEPS = { ...SHOPPER_STEPS, ...TIMELINE_STEPS, at_once }
export type StepName = keyof typeof STEPS
export type StepArgs = { [N in StepName]: z.infer<(typeof STEPS)[N]> }

/** `approve`, or `approve: { amount: 100 }`. */
export function stepSchema(steps: Readonly<Record<string, z.ZodType>>): z.ZodType<Step> {
  const plain = Object.entries(steps).filter(([, schema]) => schema.safeParse({}).success)
  const words = z.enum(plain.map(([name]) => name))
  const named = Object.entries(steps).map(([name, schema]) => z.strictObject({ [name]: schema }))
  return z.union([words, ...named]) as z.ZodType<Step>
}
export type Step = string | Readonly<Record<string, unknown>>

/** A step taken apart. */
export function readStep(step: Step): { name: StepName; args: unknown } {
  const [name, args] = typeof step === 'string' ? [step, {}] : Object.entries(step)[0]!
  return { name: name as StepName, args }
}
