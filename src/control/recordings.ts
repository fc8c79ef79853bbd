/** What was done, written down: a scenario file, a HAR archive, JSON lines. */

import { z } from 'zod'
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { type Operation, operation, Plain } from '../core/operation.ts'
import type { ControlParts } from './parts.ts'
import { ByImpUid, row } from './row.ts'

const From = z.strictObject({
  imp_uid: z.string().optional().describe('a payment, with all that was done for its order'),
  since: z
    .union([z.string(), z.number()])
    .optional()
    .describe('everything since an ISO time, or Unix milliseconds, of real time'),
})

export function recordingOperations({ acts }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'POST',
        '/scenarios/from',
        'The recorder: a scenario file (`yaml`) that does again what was done, for a payment or since a moment.',
      ),
      body: From,
      returns: z.unknown(),
      example: { body: { imp_uid: 'imp_123456789012' } },
      handle: ({ body: { imp_uid, since } }) => {
        if ((imp_uid === undefined) === (since === undefined))
          throw new CallerError(
            400,
            'parameter_invalid',
            say('imp_uid와 since 가운데 하나를 주세요.', 'imp_uid or since is needed, one of them.'),
          )
        return acts.recordAsScenario(imp_uid === undefined ? { since: since! } : { imp_uid })
      },
    }),
    operation({
      ...row(
        'GET',
        '/payments/{imp_uid}/trace.har',
        'What went over the wires for a payment, as an HTTP archive (HAR 1.2).',
      ),
      params: ByImpUid,
      returns: z.unknown(),
      handle: ({ params: { imp_uid } }) => acts.archive(imp_uid).har(),
    }),
    operation({
      ...row(
        'GET',
        '/payments/{imp_uid}/trace.jsonl',
        'The records of the trace for a payment, one JSON object a line.',
      ),
      params: ByImpUid,
      returns: z.unknown(),
      handle: ({ params: { imp_uid } }) =>
        new Plain('application/x-ndjson', acts.archive(imp_uid).json_lines()),
    }),
  ]
}
