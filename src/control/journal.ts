/** What came in and what happened, and waiting for it. */
import { z } from 'zod'
import { CallerError } from '../core/caller-error.ts'
import { type Operation, operation } from '../core/operation.ts'
import { HAPPENINGS, WaitError } from '../parts/wait.ts'
import type { ControlParts } from './parts.ts'
import { Paging, pageOf, row } from './row.ts'

export function journalOperations({ journal, waiter }: ControlParts): Operation[] {
  return [
    operation({
      ...row('GET', '/requests', 'The shop’s REST calls, newest last.'),
      query: Paging,
      returns: z.unknown(),
      handle: ({ query }) => pageOf(journal.requests(), query),
    }),
    operation({
      ...row(
        'GET',
        '/events',
        'What happened, one readable line each, oldest first. With `after`: what came after the event of this id. With `accept: text/event-stream`: what happens from now on, as server-sent events.',
      ),
      query: Paging.extend({ after: z.int().default(0) }),
      returns: z.unknown(),
      handle: ({ query: { after, ...paging } }) =>
        pageOf(
          journal.events().filter(({ id }) => id > after),
          paging,
        ),
    }),
    operation({
      ...row(
        'POST',
        '/wait',
        'Waits until there is a payment, webhook, request or event with these values; answers it at once when there is one already.',
      ),
      body: z.strictObject({
        event: z.enum(HAPPENINGS),
        match: z.record(z.string(), z.unknown()).default({}),
        timeout_ms: z.int().min(0).max(600_000).default(5000).describe('real milliseconds'),
      }),
      returns: z.unknown(),
      example: { body: { event: 'webhook', match: { merchant_uid: 'order_1', state: 'delivered' } } },
      handle: async ({ body: { event, match, timeout_ms } }) => {
        try {
          return await waiter.waitFor(event, match, timeout_ms)
        } catch (error) {
          if (error instanceof WaitError) throw new CallerError(408, 'wait_timeout', error.message)
          throw error
        }
      },
    }),
  ]
}
