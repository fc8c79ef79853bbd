/** Shops over the control API: which there are, one more, one less, and the end of their tokens. Each has payments, keys and settings of its own. */
import { z } from 'zod'
import { CallerError } from '../core/caller-error.ts'
import { type Operation, operation } from '../core/operation.ts'
import { DEFAULT_MERCHANT, type Merchant, SettingsChanges } from '../merchants/merchant.ts'
import type { ControlParts } from './parts.ts'
import { listOf, row } from './row.ts'

const Shop = z.object({
  name: z.string(),
  user_code: z.string(),
  imp_key: z.string(),
  imp_secret: z.string(),
})

const NewShop = z.strictObject({
  name: z.string().min(1).max(80).optional().describe('default: the user_code'),
  user_code: z
    .string()
    .regex(/^[\w-]{1,40}$/)
    .describe('what its pages give to IMP.init'),
  imp_key: z.string().min(1).max(80).optional().describe('drawn when it is missing'),
  imp_secret: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .describe('drawn when it is missing; checked from then on'),
  settings: SettingsChanges.optional(),
})

export function merchantControl({ merchants }: Pick<ControlParts, 'merchants'>): Operation[] {
  function find(user_code: string): Merchant {
    const found = merchants.all().find((one) => one.user_code === user_code)
    if (found) return found
    throw new CallerError(404, 'merchant_not_found', `user_code가 ${user_code}인 상점이 없습니다.`)
  }

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
      handle: ({ body }) => {
        const { name = body.user_code, user_code, imp_key, imp_secret, settings = {} } = body
        const taken = merchants.all().find((one) => one.user_code === user_code || one.imp_key === imp_key)
        if (taken) {
          const which = taken.user_code === user_code ? 'user_code' : 'imp_key'
          throw new CallerError(409, 'merchant_taken', `이미 있는 ${which}입니다. (${taken.name})`)
        }
        return print(merchants.add({ name, user_code, imp_key, imp_secret, settings }))
      },
    }),
    operation({
      ...row('GET', '/merchants/{user_code}/settings', 'The settings of one shop.'),
      params: z.object({ user_code: z.string() }),
      returns: z.unknown(),
      example: { params: { user_code: DEFAULT_MERCHANT.user_code } },
      handle: ({ params }) => find(params.user_code).settings,
    }),
    operation({
      ...row(
        'PUT',
        '/merchants/{user_code}/settings',
        'Changes settings of one shop; what is not named stays.',
      ),
      params: z.object({ user_code: z.string() }),
      body: SettingsChanges,
      returns: z.unknown(),
      example: { params: { user_code: DEFAULT_MERCHANT.user_code }, body: { default_pg: 'nice' } },
      handle: ({ params, body }) => merchants.changeSettings(find(params.user_code).id, body),
    }),
    operation({
      ...row('DELETE', '/merchants/{user_code}', 'Removes a shop and all that is its own.'),
      params: z.object({ user_code: z.string() }),
      returns: Shop,
      example: { params: { user_code: 'imp11111111' } },
      handle: ({ params }) => {
        const merchant = find(params.user_code)
        if (merchant.id === DEFAULT_MERCHANT.id)
          throw new CallerError(409, 'merchant_is_default', '기본 상점은 지울 수 없습니다.')
        merchants.remove(merchant.id)
        return print(merchant)
      },
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
