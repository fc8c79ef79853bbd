/** What came in and what happened, and waiting for it. */

import { z } from 'zod'
import { readSince } from '../acts/read-since.ts'
import { asBilingual, type Lang } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { type Operation, operation } from '../core/operation.ts'
import { hintIn, lineIn } from '../journal.ts'
import { HAPPENINGS, WaitError } from '../parts/wait.ts'
import { ANSWER_KINDS, SURFACES, type TraceRecord } from '../trace/record.ts'
import type { ControlParts } from './parts.ts'
import { Paging, pageOf, row } from './row.ts'

export function journalOperations({ journal, lang, trace, waiter }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'GET',
        '/trace',
        'What went over every wire, with bodies and milliseconds, and what changed: in the order in which things began, over restarts. Secrets are left out, long bodies are cut. With a database in memory it has the newest 2,000; of a load test, from its fourth second on, the last few and what went wrong.',
      ),
      query: Paging.extend({
        imp_uid: z.string().optional(),
        merchant_uid: z.string().optional(),
        surface: z.enum(SURFACES).optional(),
        since: z.string().optional().describe('an ISO time, or Unix milliseconds, of real time'),
        answer: z
          .enum(ANSWER_KINDS)
          .optional()
          .describe(
            'answers of this kind alone: `refused` has a code that is not 0, `assumed` is in no source',
          ),
        q: z.string().optional().describe('a text in the address, the ids or what came in'),
        newest_first: z.boolean().default(false),
      }),
      returns: z.unknown(),
      handle: ({ query: { limit, page, since, ...filter }, lang: to = lang }) => {
        const asked = { ...filter, since: since === undefined ? undefined : readSince(since) }
        const { list, total } = trace.list({ ...asked, limit, offset: (page - 1) * limit })
        return { list: list.map((record) => show(record, to)), total }
      },
    }),
    operation({
      ...row('GET', '/requests', 'The shop’s REST calls, newest last.'),
      query: Paging,
      returns: z.unknown(),
      handle: ({ query, lang: to }) => pageOf(journal.requests(to), query),
    }),
    operation({
      ...row(
        'GET',
        '/events',
        'What happened, one readable line each, oldest first. With `after`: what came after the event of this id. With `accept: text/event-stream`: what happens from now on, as server-sent events.',
      ),
      query: Paging.extend({ after: z.int().default(0) }),
      returns: z.unknown(),
      handle: ({ query: { after, ...paging }, lang: to }) =>
        pageOf(
          journal.events(to).filter(({ id }) => id > after),
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
          if (error instanceof WaitError) throw new CallerError(408, 'wait_timeout', asBilingual(error.said))
          throw error
        }
      },
    }),
  ]
}

/** Bodies that are JSON are shown as such. */
function show({ request, response, line, ...record }: TraceRecord, lang: Lang) {
  const answer = response && { ...response, ...(response.hint && { hint: hintIn(response.hint, lang) }) }
  const told = line && lineIn(line, lang)
  return { ...record, request: withBody(request), response: withBody(answer), line: told }
}

function withBody<T extends { readonly body: unknown; readonly cut?: number }>(side: T | null): T | null {
  if (!side || typeof side.body !== 'string' || side.cut !== undefined || !/^\s*[{[]/.test(side.body))
    return side
  try {
    return { ...side, body: JSON.parse(side.body) }
  } catch {
    return side
  }
}
