/** A shop's server against a sandbox that is found by its address alone. */
import { DEFAULT_MERCHANT } from '../../../src/merchants/default-merchant.ts'
import { type RestClient, restClient } from '../../rest-client.ts'

const { imp_key, imp_secret } = DEFAULT_MERCHANT

export const shopAt = (url: string): Promise<RestClient> => restClient({ url, imp_key, imp_secret })

/** Registers the amount of an order: the smallest write that a shop can ask for. */
export const prepare = (shop: RestClient, merchant_uid: string, amount = 100) =>
  shop.post('/payments/prepare', { merchant_uid, amount })
