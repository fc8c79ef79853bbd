/** Starting over, and the present as a world file to start over with. */

import { z } from 'zod'
import { asBilingual, say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { type Operation, operation } from '../core/operation.ts'
import { readWorld, WorldError } from '../world/read.ts'
import type { World } from '../world/schema.ts'
import type { ControlParts } from './parts.ts'
import { row } from './row.ts'

export function resetOperations({ reset, exportWorld }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'POST',
        '/reset',
        'Starts over: no payments, no webhooks, the settings of the start, the same seed. With a world file as its body: with that world.',
      ),
      body: z.looseObject({}).describe('a world file (fixtures/world.schema.json), or nothing'),
      returns: z.unknown(),
      example: { body: { payments: [{ merchant_uid: 'order_1', amount: 14000, status: 'paid' }] } },
      handle: async ({ body }) => {
        await reset(Object.keys(body).length > 0 ? givenWorld(body) : undefined)
        return { ok: true }
      },
    }),
    operation({
      ...row(
        'GET',
        '/export',
        'The present world as a world file, which start, run, createSandbox and reset take. Passwords of webhooks stand as `***`, and are filled in again where the shop still has them; with `secrets` they stand as they are.',
      ),
      query: z.object({ secrets: z.enum(['true', 'false']).default('false') }),
      returns: z.unknown(),
      handle: ({ query: { secrets } }) => exportWorld(secrets === 'true'),
    }),
  ]
}

function givenWorld(body: unknown): World {
  try {
    return readWorld(body)
  } catch (error) {
    if (!(error instanceof WorldError)) throw error
    throw new CallerError(
      400,
      'world_invalid',
      asBilingual(error.said),
      say('아무것도 바뀌지 않았습니다.', 'Nothing was changed.'),
    )
  }
}
