/** The browser SDK: iamport.payment.js under every name that shops have ever loaded it by, and the PG list it asks for. */
import { type Request, Router } from 'express'
import { chooseWindow } from '../catalog/choose.ts'
import { PGS, pgByCode } from '../catalog/pgs/index.ts'
import { SDK_DEFAULT } from '../catalog/sdk-versions.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Merchants } from '../merchants/merchants.ts'
import { json, type Views } from '../views.ts'

export function sdkRoutes(merchants: Merchants, views: Views, origin: (req: Request) => string): Router {
  const router = Router()

  router.get(['/js/:file', '/v1/iamport.js'], (req, res, next) => {
    const asked = askedVersion(req.path)
    if (asked === null) return next()
    const config = { origin: origin(req), version: SDK_DEFAULT, asked, pgs: windowsOf(SDK_DEFAULT) }
    res.set({
      'content-type': 'application/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
    })
    res.send(views.source('browser/sdk.js').replace('__IAMPORT_SANDBOX__', () => json(config)))
  })

  /** The merchant's PGs; the first one is the default. JSONP when `callback` is given, as jQuery asks. */
  router.get('/users/pg/:user_code', (req, res) => {
    res.set({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
    const merchant = merchants.byUserCode(req.params.user_code)
    const reply = merchant
      ? {
          code: 0,
          message: null,
          data: listPgs(merchant.settings),
          sandbox: { any_pg: takesAnyPg(merchant.settings) },
        }
      : { code: -1, message: '존재하지 않는 가맹점 식별코드입니다.', data: [], sandbox: { any_pg: false } }
    res.jsonp(reply)
  })

  return router
}

/** What the SDK must know of each PG before it asks: how its window opens, and how large. */
function windowsOf(sdk: string) {
  const shape = (code: string, device: 'pc' | 'mobile') => {
    const { kind, width, height } = chooseWindow(pgByCode(code)!, device, sdk, undefined)
    return { kind, width, height }
  }
  return Object.fromEntries(
    PGS.map(({ code }) => [code, { pc: shape(code, 'pc'), mobile: shape(code, 'mobile') }]),
  )
}

function takesAnyPg({ channels }: MerchantSettings): boolean {
  return channels.length === 0
}

function askedVersion(path: string): string | null {
  if (path === '/v1/iamport.js') return 'v1'
  const match = /^\/js\/iamport\.payment(?:-(\d+\.\d+\.\d+))?(?:\.min)?\.js$/.exec(path)
  return match ? (match[1] ?? '1.0.0') : null
}

/** Without channels the default PG alone: one frame, not forty-five; the script opens the frame that a request needs. */
function listPgs(settings: MerchantSettings) {
  const [provider = '', mid] = settings.default_pg.split('.')
  const isDefault = (channel: { pg_provider: string; pg_id: string }) =>
    channel.pg_provider === provider && (mid === undefined || channel.pg_id === mid)
  const channels = [...settings.channels].sort((a, b) => Number(isDefault(b)) - Number(isDefault(a)))
  if (channels.length > 0)
    return channels.map(({ pg_provider, pg_id, type }) => ({ pg_provider, pg_id, type }))
  const pg = pgByCode(provider) ?? pgByCode('html5_inicis')!
  return [{ pg_provider: pg.code, pg_id: mid ?? pg.test_mids[0], type: 'payment' }]
}
