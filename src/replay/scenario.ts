/** A scenario file: what goes wrong, what people do, and what must be so afterwards. */
import { z } from 'zod'
import { SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { IsoTime } from '../core/iso-time.ts'
import { MerchantSettings } from '../merchants/merchant.ts'
import { STATUSES } from '../payments/payment.ts'
import { faultSchema } from '../scenarios/fault.ts'
import { ORDER_WORDS } from './adapter.ts'
import { FINDING_NAMES } from './findings.ts'
import { SHOPPER_STEPS, STEPS, stepSchema } from './steps.ts'

const ScenarioWorld = z.strictObject({
  clock: IsoTime.default('2026-01-05T10:00:00+09:00').describe('where the frozen clock stands at the start'),
  seed: z.union([z.string(), z.number()]).default(1),
  settings: MerchantSettings.omit({ notification_url: true }).partial().default({}),
  prepared: z
    .strictObject({ amount: z.number() })
    .optional()
    .describe('POST /payments/prepare for the order, with this amount'),
})

const PaymentFacts = z.looseObject({
  status: z.enum(STATUSES).optional(),
  amount: z.union([z.number(), z.string()]).optional(),
  cancel_amount: z.union([z.number(), z.string()]).optional(),
})

const Expect = z.strictObject({
  payment: PaymentFacts.optional().describe('the latest payment, in the words of REST'),
  payments: z.array(PaymentFacts).optional().describe('all payments, in their order'),
  callback: z.record(z.string(), z.unknown()).optional().describe('what request_pay answered last'),
  webhooks: z
    .array(
      z.strictObject({
        event: z.string(),
        answer: z.union([z.int(), z.string()]).optional().describe('HTTP status, or the name of the failure'),
        attempts: z.int().min(0).optional(),
      }),
    )
    .optional()
    .describe('all webhooks, in their order'),
  rest: z
    .array(
      z.strictObject({
        call: z.string(),
        at_least: z.int().min(0).optional(),
        at_most: z.int().min(0).optional(),
      }),
    )
    .optional()
    .describe('what the shop called'),
  shop: z
    .array(
      z.union([
        z.strictObject({ order: z.int().min(1), is: z.enum(ORDER_WORDS) }),
        z.strictObject({ get: z.string(), path: z.string(), equals: z.unknown() }),
        z.strictObject({ get: z.string(), text: z.string() }),
      ]),
    )
    .optional()
    .describe('the shop’s own truth'),
  ledger: z.enum(['even', 'open']).default('even').describe('whether money and orders must agree in the end'),
  forgive: z.array(z.enum(FINDING_NAMES)).default([]).describe('findings that nobody can help here'),
})

/** The whole file. `operations` are the REST operations that there are, as `METHOD path`. */
export function scenarioSchema(operations: readonly string[]) {
  return z.strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case words with hyphens')
      .describe('what shops suffer, in a few words'),
    why: z.strictObject({ ko: z.string().min(1), en: z.string().min(1) }).describe('one paragraph each'),
    world: ScenarioWorld.prefault({}),
    faults: z.array(faultSchema(operations)).default([]),
    shopper: z
      .strictObject({
        pay: z.record(z.string(), z.unknown()).default({}).describe('request_pay’s parameters'),
        device: z.enum(['pc', 'mobile']).default('pc'),
        sdk: z.enum(SDK_VERSIONS).default('1.1.5'),
        does: z.array(stepSchema(SHOPPER_STEPS_AND_WEBHOOKS)).default([]),
      })
      .prefault({}),
    timeline: z.array(stepSchema(STEPS)).default([]),
    expect: Expect.prefault({}),
  })
}
export type Scenario = z.infer<ReturnType<typeof scenarioSchema>>
export type Expectation = Scenario['expect']

const SHOPPER_STEPS_AND_WEBHOOKS = { ...SHOPPER_STEPS, webhooks: STEPS.webhooks, at_once: STEPS.at_once }
