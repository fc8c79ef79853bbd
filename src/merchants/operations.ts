/** Authentication in the REST API. */
import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import type { Clock } from '../core/clock.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'
import { DEFAULT_MERCHANT } from './merchant.ts'
import type { Merchants } from './merchants.ts'

export function merchantOperations(merchants: Merchants, clock: Clock): Operation[] {
  return [
    operation({
      method: 'POST',
      path: '/users/getToken',
      tag: 'authenticate',
      summary: 'A token for every other call, valid for 30 minutes.',
      token: false,
      body: z.object({ imp_key: z.string().optional(), imp_secret: z.string().optional() }),
      returns: z.object({
        access_token: z.string().describe('40 hexadecimal digits'),
        now: z.int().describe('Unix seconds'),
        expired_at: z.int().describe('Unix seconds'),
      }),
      known: docs('API document v1, authentication'),
      example: { body: { imp_key: DEFAULT_MERCHANT.imp_key, imp_secret: DEFAULT_MERCHANT.imp_secret } },
      handle: ({ body }) => {
        if (!body.imp_key || !body.imp_secret) throw refusal('token_parameters_missing')
        const { access_token, expired_at } = merchants.issueToken(body.imp_key, body.imp_secret)
        return { access_token, now: clock.now(), expired_at }
      },
    }),
  ]
}
