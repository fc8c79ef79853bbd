/** The browser SDK: iamport.payment.js under every name that shops have ever loaded it by, and the PG list it asks for. */

import { type Request, type Response, Router } from 'express'
import { CERTIFICATION_PGS } from '../catalog/certifications/index.ts'
import { DEFAULT_PG, pgByCode } from '../catalog/pgs/index.ts'
import { fillWords, USERS_PG_WHY } from '../catalog/refusals/why.ts'
import { listChannels } from '../choice/channels.ts'
import type { Dice } from '../core/ids.ts'
import type { Views } from '../core/views.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Merchants } from '../merchants/merchants.ts'
import { sdkScript } from './script.ts'

/** How PortOne V2 names a shop: its page has not been changed for V1, or the other way round. */
const V2_STORE = /^store-[0-9a-f-]{8,}$/i

export function sdkRoutes(
  merchants: Merchants,
  dice: Dice,
  views: Views,
  origin: (req: Request) => string,
): Router {
  const router = Router()

  router.get(['/js/:file', '/v1/iamport.js', '/v1/iamport.esm.js'], (req, res, next) => {
    const asked = askedVersion(req.path)
    if (asked === null) return next()
    const is_module = req.path.endsWith('.esm.js')
    res.set({
      'content-type': 'application/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    })
    const jquery = merchants.byDefault().settings.sdk_jquery
    res.send(sdkScript(views, { origin: origin(req), asked, jquery, is_module }))
  })

  /** A page of PortOne V2 that was pointed here is told that it is one. */
  router.get(['/v2/browser-sdk.js', '/v2/browser-sdk.esm.js'], (req, res) => {
    res.set({ 'content-type': 'application/javascript; charset=utf-8', 'access-control-allow-origin': '*' })
    const script = views.source('browser/v2.js')
    res.send(req.path.endsWith('.esm.js') ? `${script}export default window.PortOne\n` : script)
  })

  /** The merchant's PGs; the first one is the default. JSONP when `callback` is given, as jQuery asks. */
  router.get('/users/pg/{:user_code}', (req, res) => {
    res.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
    if (!req.params.user_code) return answer(req, res, { code: -1, msg: USERS_PG_WHY.empty, data: [] })
    if (V2_STORE.test(req.params.user_code))
      return answer(req, res, { code: -1, msg: USERS_PG_WHY.v2_store, data: [] })
    const merchant = merchants.byUserCode(req.params.user_code)
    if (!merchant) {
      answer(req, res, { code: -1, msg: USERS_PG_WHY.unknown, data: [] })
      return
    }
    const { settings } = merchant
    const { tier } = req.query
    if (typeof tier === 'string' && settings.tiers.length > 0 && !isTier(settings, tier)) {
      answer(req, res, { code: -1, msg: fillWords(USERS_PG_WHY.tier, { tier }), data: [] })
      return
    }
    const channels = listChannels(settings, dice).map((c) => [c.channel_key, `${c.pg_provider}.${c.pg_id}`])
    const sandbox = { any_pg: settings.channels.length === 0, channels: Object.fromEntries(channels) }
    answer(req, res, { code: 0, msg: null, data: listPgs(settings), sandbox })
  })

  return router
}

/** JSONP where a function is named. A literal `callback=?` names none: jQuery has not put its own name there. */
function answer(req: Request, res: Response, reply: object): void {
  const { callback } = req.query
  if (typeof callback === 'string' && /^[\w$.]+$/.test(callback)) res.jsonp(reply)
  else res.json(reply)
}

function askedVersion(path: string): string | null {
  if (path.startsWith('/v1/')) return 'v1'
  const match = /^\/js\/iamport\.payment(?:-(\d+\.\d+\.\d+))?(?:\.min)?\.js$/.exec(path)
  return match ? (match[1] ?? '1.0.0') : null
}

function isTier({ tiers }: MerchantSettings, tier: string): boolean {
  return tiers.some(({ tier_code }) => tier_code === tier)
}

interface Listed {
  readonly pg_provider: string
  readonly pg_id: string
  readonly type: 'payment' | 'certification'
}

/**
 * Without channels the default PG and one for verifications: two frames, not forty-five; our own script opens the frame
 * that a request needs.
 */
function listPgs(settings: MerchantSettings): Listed[] {
  const [provider = '', mid] = settings.default_pg.split('.')
  if (settings.channels.length === 0) {
    const pg = pgByCode(provider) ?? pgByCode(DEFAULT_PG)!
    const [certification] = CERTIFICATION_PGS
    return [
      { pg_provider: pg.code, pg_id: mid ?? pg.mids.test[0] ?? '', type: 'payment' },
      { pg_provider: certification!.code, pg_id: certification!.test_mids[0], type: 'certification' },
    ]
  }
  const isDefault = ({ pg_provider, pg_id }: Listed) =>
    pg_provider === provider && (mid === undefined || pg_id === mid)
  return settings.channels
    .flatMap(({ pg_provider, pg_id, type }): Listed[] =>
      type === 'api_payment' ? [] : [{ pg_provider, pg_id, type }],
    )
    .sort((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
}
