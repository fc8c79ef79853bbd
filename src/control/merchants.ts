/** Shops over the control API: which there are, one more, one less, and the end of their tokens. Each has payments, keys and settings of its own. */
import { z } from 'zod'
import { NewKeys, NewShop } from '../acts/shops.ts'
import { type Operation, operation } from '../core/operation.ts'
import { DEFAULT_MERCHANT } from '../merchants/default-merchant.ts'
import { type Merchant, SettingsChanges } from '../merchants/merchant.ts'
import { withoutSecrets } from '../merchants/secret-settings.ts'
import type { ControlParts } from './parts.ts'
import { listOf, row } from './row.ts'

const Shop = z.object({
  name: z.string(),
  user_code: z.string(),
  imp_key: z.string(),
  imp_secret: z.string(),
})

export function merchantControl({ acts, merchants }: Pick<ControlParts, 'acts' | 'merchants'>): Operation[] {
  const params = z.object({ user_code: z.string() })
  return [
    operation({
      ...row('GET', '/merchants', 'The shops in this world, with their keys.'),
      returns: z.object({ list: z.array(Shop), total: z.int() }),
      handle: () => listOf(merchants.all().map(print)),
    }),
    operation({
      ...row('POST', '/merchants', 'One more shop. Its secret is checked, its payments are its own.'),
      body: NewShop,
      returns: Shop,
      example: { body: { user_code: 'imp11111111', name: '둘째 상점' } },
      handle: ({ body }) => print(acts.addShop(body)),
    }),
    operation({
      ...row('GET', '/merchants/{user_code}/settings', 'The settings of one shop.'),
      params,
      returns: z.unknown(),
      example: { params: { user_code: DEFAULT_MERCHANT.user_code } },
      handle: ({ params }) => withoutSecrets(acts.shopOf(params.user_code).settings),
    }),
    operation({
      ...row(
        'PUT',
        '/merchants/{user_code}/settings',
        'Changes settings of one shop; what is not named stays.',
      ),
      params,
      body: SettingsChanges,
      returns: z.unknown(),
      example: { params: { user_code: DEFAULT_MERCHANT.user_code }, body: { default_pg: 'nice' } },
      handle: ({ params, body }) => withoutSecrets(acts.changeSettings(params.user_code, body)),
    }),
    operation({
      ...row('DELETE', '/merchants/{user_code}', 'Removes a shop and all that is its own.'),
      params,
      returns: Shop,
      example: { params: { user_code: 'imp11111111' } },
      handle: ({ params }) => print(acts.removeShop(params.user_code)),
    }),
    operation({
      ...row(
        'POST',
        '/merchants/{user_code}/keys',
        'Other keys for a shop, given or drawn anew; the tokens of the old ones end at once.',
      ),
      params,
      body: NewKeys,
      returns: Shop,
      example: { params: { user_code: DEFAULT_MERCHANT.user_code }, body: {} },
      handle: ({ params: { user_code }, body }) => print(acts.renewKeys(user_code, body)),
    }),
    operation({
      ...row(
        'DELETE',
        '/tokens',
        'Ends the life of every REST token, or of one: calls with it are 401 until the shop gets a new one.',
        'merchants',
      ),
      query: z.object({ access_token: z.string().optional().describe('default: all of them') }),
      returns: z.object({ expired: z.int().describe('how many were alive') }),
      handle: ({ query: { access_token = null } }) => ({ expired: merchants.expireTokens(access_token) }),
    }),
  ]
}

function print({ name, user_code, imp_key, imp_secret }: Merchant): z.infer<typeof Shop> {
  return { name, user_code, imp_key, imp_secret }
}
