/** Authentication, channels and sub-merchants in the REST API. */

import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { listChannels } from '../choice/channels.ts'
import { say } from '../core/bilingual.ts'
import type { Dice } from '../core/ids.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'
import { documented } from '../core/schema.ts'
import { DEFAULT_MERCHANT } from './default-merchant.ts'
import type { Merchants } from './merchants.ts'

const Key = documented(z.string().optional(), { is_required: true, is_only_printed: true })

export function merchantOperations(merchants: Merchants, dice: Dice): Operation[] {
  return [
    operation({
      method: 'POST',
      path: '/users/getToken',
      statuses: [400, 401],
      tag: 'authenticate',
      summary: 'A token for every other call, valid for 30 minutes.',
      token: false,
      body: z.object({ imp_key: Key, imp_secret: Key }),
      returns: z.object({
        access_token: z.string().describe('40 hexadecimal digits'),
        now: z.int().describe('Unix seconds of real time, not of the sandbox’s clock'),
        expired_at: z.int().describe('Unix seconds of real time'),
      }),
      known: docs('API document v1, authentication'),
      example: { body: { imp_key: DEFAULT_MERCHANT.imp_key, imp_secret: DEFAULT_MERCHANT.imp_secret } },
      handle: ({ body }) => {
        if (!body.imp_key || !body.imp_secret) throw refusal('token_parameters_missing')
        const { access_token, now, expired_at } = merchants.issueToken(body.imp_key, body.imp_secret)
        return { access_token, now, expired_at }
      },
    }),
    operation({
      method: 'GET',
      path: '/users/pg',
      statuses: [400],
      tag: 'users',
      summary: 'The channels of the account. One without channels shows every PG of the catalogue.',
      returns: z.array(
        z.object({
          channel_key: z.string(),
          channel_name: z.string(),
          pg_id: z.string(),
          pg_provider: z.string(),
          sandbox: z.boolean(),
          type: z.enum(['payment', 'api_payment', 'certification']),
        }),
      ),
      known: docs('API document v1'),
      example: {},
      handle: ({ merchant }) =>
        listChannels(merchants.byId(merchant).settings, dice).map((channel) => ({
          channel_key: channel.channel_key,
          channel_name: channel.channel_name,
          pg_id: channel.pg_id,
          pg_provider: channel.pg_provider,
          sandbox: channel.sandbox,
          type: channel.type,
        })),
    }),
    operation({
      method: 'GET',
      path: '/tiers/{tier_code}',
      statuses: [400, 404],
      tag: 'tiers',
      summary: 'A sub-merchant (하위 상점) of the account; every call takes its code in the header `Tier`.',
      params: z.object({ tier_code: z.string() }),
      returns: z.object({ tier_code: z.string(), tier_name: z.string() }),
      known: docs('API document v1'),
      example: { params: { tier_code: 'ABC' } },
      handle: ({ merchant, params: { tier_code } }) => {
        const { tiers } = merchants.byId(merchant).settings
        const tier = tiers.find((row) => row.tier_code === tier_code)
        if (tier) return tier
        throw refusal(
          'tier_not_found',
          { tier_code },
          say(
            'PUT /_sandbox/settings {tiers: […]}로 등록하세요.',
            'PUT /_sandbox/settings {tiers: […]} registers one.',
          ),
        )
      },
    }),
  ]
}
