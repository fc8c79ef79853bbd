/** Billing keys and schedules in one call each, with a card and dates filled in. */
import { z } from 'zod'
import { BillingKeyOrder } from '../acts/issue-billing-key.ts'
import { ScheduleOrder } from '../acts/schedule.ts'
import { type Operation, operation } from '../core/operation.ts'
import type { ControlParts } from './parts.ts'
import { row } from './row.ts'

export function billingControl({ acts }: Pick<ControlParts, 'acts'>): Operation[] {
  return [
    operation({
      ...row(
        'POST',
        '/billing-keys',
        'A billing key for a customer_uid, with a card that is filled in.',
        'billing',
      ),
      body: BillingKeyOrder,
      returns: z.unknown(),
      example: { body: { customer_uid: 'customer_1' } },
      handle: ({ body }) => acts.issueBillingKey(body),
    }),
    operation({
      ...row('POST', '/schedules', 'A charge of the future on a billing key.', 'billing'),
      body: ScheduleOrder,
      returns: z.unknown(),
      example: {
        body: { customer_uid: 'customer_1', merchant_uid: 'month_2', amount: 9900, schedule_at: '30 days' },
      },
      handle: ({ body }) => acts.schedule(body),
    }),
  ]
}
