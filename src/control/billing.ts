/** Billing keys and schedules in one call each: REST's own operations, with a card and dates filled in. */
import { z } from 'zod'
import { type Clock, parseIso } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import { kstParts } from '../core/kst.ts'
import { type Input, type Operation, operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'
import { read } from '../core/schema.ts'
import { ControlError } from './errors.ts'

const own = assumed('the sandbox’s own control API')

export const BillingKeyOrder = z.looseObject({
  customer_uid: z.string().min(1).max(80),
  card_number: z.string().default('5242-4242-4242-4242'),
  expiry: z.string().optional().describe('YYYY-MM; default: five years from now'),
  birth: z.string().default('900101'),
  pwd_2digit: z.string().default('00'),
})
export type BillingKeyOrder = z.infer<typeof BillingKeyOrder>

export const ScheduleOrder = z.looseObject({
  customer_uid: z.string().min(1).max(80).describe('one that has a billing key'),
  merchant_uid: z.string().min(1),
  amount: z.number().positive(),
  schedule_at: z
    .union([z.number(), z.string()])
    .describe('Unix seconds, an ISO time, or a duration from now such as `30 days`'),
})
export type ScheduleOrder = z.infer<typeof ScheduleOrder>

export interface BillingControlParts {
  readonly clock: Clock
  readonly operations: readonly Operation[]
  readonly merchant: () => number
}

export type BillingControl = ReturnType<typeof createBillingControl>

export function createBillingControl({ clock, operations, merchant }: BillingControlParts) {
  /** What REST answers to this call of the shop's server; its refusals are thrown. */
  async function perform(wanted: string, params: object, body: object): Promise<unknown> {
    const row = operations.find(({ method, path }) => `${method} ${path}` === wanted)
    if (!row) throw new Error(`there is no operation ${wanted}`)
    const part = (name: 'params' | 'body', raw: object): unknown => {
      const schema = row[name]
      if (!schema) return {}
      const result = read(schema, raw)
      if ('value' in result) return result.value
      const { parameter, allowed } = result.problem
      throw new ControlError(400, 'parameter_invalid', `${parameter} is wrong: it must be ${allowed}.`)
    }
    const input = {
      params: part('params', params),
      query: {},
      body: part('body', body),
      merchant: merchant(),
      user_agent: '',
    }
    return await row.handle(input as Input<never, never, never>)
  }

  function readTime(at: string | number): number {
    if (typeof at === 'number') return at
    const iso_ms = parseIso(at)
    if (iso_ms !== null) return Math.floor(iso_ms / 1000)
    const seconds = parseDuration(at)
    if (seconds !== null) return clock.now() + seconds
    throw new ControlError(
      400,
      'parameter_invalid',
      `schedule_at takes Unix seconds, an ISO time or a duration, not ${at}.`,
    )
  }

  return {
    issue({ customer_uid, ...card }: BillingKeyOrder): Promise<unknown> {
      const expiry = card.expiry ?? `${Number(kstParts(clock.now()).yyyy) + 5}-12`
      return perform('POST /subscribe/customers/{customer_uid}', { customer_uid }, { ...card, expiry })
    },

    async schedule({ customer_uid, schedule_at, ...order }: ScheduleOrder): Promise<unknown> {
      const schedules = [{ ...order, schedule_at: readTime(schedule_at) }]
      const made = await perform('POST /subscribe/payments/schedule', {}, { customer_uid, schedules })
      return Array.isArray(made) ? made[0] : made
    },
  }
}

export function billingControl({ issue, schedule }: BillingControl): Operation[] {
  return [
    operation({
      method: 'POST',
      path: '/billing-keys',
      tag: 'billing',
      summary: 'A billing key for a customer_uid, with a card that is filled in.',
      token: false,
      known: own,
      body: BillingKeyOrder,
      returns: z.unknown(),
      example: { body: { customer_uid: 'customer_1' } },
      handle: ({ body }) => issue(body),
    }),
    operation({
      method: 'POST',
      path: '/schedules',
      tag: 'billing',
      summary: 'A charge of the future on a billing key.',
      token: false,
      known: own,
      body: ScheduleOrder,
      returns: z.unknown(),
      example: {
        body: { customer_uid: 'customer_1', merchant_uid: 'month_2', amount: 9900, schedule_at: '30 days' },
      },
      handle: ({ body }) => schedule(body),
    }),
  ]
}
