/**
 * Callback or redirect: every PG × SDK version × device × popup, opened as a page opens it, compared with what is known.
 *
 * What is expected of each PG is typed here, from the vendor's documents and the SDK's source. What the script itself is told of windows must be what the server answers.
 */
import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { atLeast, differencesOf, SDK_VERSIONS } from '../../src/catalog/sdk-versions.ts'
import { chooseWindow } from '../../src/choice/choose.ts'
import { createViews } from '../../src/core/views.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import type { Device } from '../../src/kit/steps.ts'
import { sdkScript } from '../../src/sdk/script.ts'
import { COMPLETE, orderOf } from '../matrix/buyer.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

/** Where something changes; 1.0.0 knows no `pg` at all. */
const VERSIONS = ['1.1.0', '1.1.5', '1.1.6', '1.1.7', '1.1.8', '1.2.0', 'v1'] as const
const DEVICES = ['pc', 'mobile'] as const
const POPUPS = [undefined, true, false] as const

type Way = 'layer' | 'popup' | 'redirect'

type Expected = (version: string, device: Device, popup: boolean | undefined) => Way

const layerOrLeave: Expected = (_version, device) => (device === 'pc' ? 'layer' : 'redirect')
const popupOrLeave: Expected = (_version, device) => (device === 'pc' ? 'popup' : 'redirect')

/**
 * From the manual (2.2.a, 2.2.c), the pages of the PGs, the SDK's source (1.4) and its release notes. Home follows: only a
 * redirect has none.
 */
const KNOWN: Readonly<Record<string, Expected>> = {
  html5_inicis: layerOrLeave,
  inicis: layerOrLeave,
  uplus: layerOrLeave,
  nice: layerOrLeave,
  nice_v2: layerOrLeave,
  jtnet: layerOrLeave,
  kcp: layerOrLeave,
  kcp_billing: layerOrLeave,
  kcp_quick: popupOrLeave,
  kicc: layerOrLeave,
  kicc_v2: layerOrLeave,
  tosspayments: layerOrLeave,
  toss_brandpay: () => 'layer',
  tosspay: popupOrLeave,
  tosspay_v2: layerOrLeave,
  smartro: popupOrLeave,
  smartro_v2: layerOrLeave,
  ksnet: layerOrLeave,
  welcome: layerOrLeave,
  galaxia: layerOrLeave,
  paymentwall: layerOrLeave,
  payletter_global: layerOrLeave,
  inicis_jp: popupOrLeave,
  payple: layerOrLeave,
  shinhan: popupOrLeave,
  hyphen: layerOrLeave,
  daou: popupOrLeave,
  settle: popupOrLeave,
  settle_acc: (version, device) => (device === 'mobile' && version === 'v1' ? 'redirect' : 'popup'),
  settle_firm: (_version, _device, popup) => (popup === true ? 'popup' : 'layer'),
  kakao: () => 'layer',
  danal: () => 'layer',
  danal_tpay: () => 'layer',
  mobilians: (version, device) => (device === 'mobile' && version === 'v1' ? 'redirect' : 'layer'),
  mobilians_v2: popupOrLeave,
  bluewalnut: (version, device) => (device === 'mobile' && version === 'v1' ? 'redirect' : 'layer'),
  smilepay: (version, device, popup) => {
    if (device === 'pc' || !atLeast(version, '1.2.0')) return 'layer'
    return version === '1.2.0' && popup === true ? 'layer' : 'redirect'
  },
  kakaopay: (version, device) => (device === 'mobile' && atLeast(version, '1.1.8') ? 'redirect' : 'layer'),
  payco: (_version, device, popup) => (device === 'pc' || popup === true ? 'popup' : 'layer'),
  paypal: (version, _device, popup) => (popup === true && atLeast(version, '1.1.7') ? 'popup' : 'redirect'),
  paypal_v2: () => 'popup',
  eximbay: (version, _device, popup) => (popup === false && atLeast(version, '1.1.8') ? 'redirect' : 'popup'),
  alipay: () => 'redirect',
  chai: (version, _device, popup) => (popup === true && atLeast(version, '1.2.0') ? 'popup' : 'redirect'),
  naverpay: () => 'redirect',
  naverco: (version, device, popup) =>
    device === 'pc' && (popup === true || !atLeast(version, '1.1.8')) ? 'popup' : 'redirect',
}

/** Nobody says how these open: our own guess, kept from changing unnoticed. */
const GUESSED: Readonly<Record<string, Expected>> = {
  payletter: layerOrLeave,
  syrup: layerOrLeave,
  kpn: layerOrLeave,
  moneytree: layerOrLeave,
}

const payable = PGS.filter(({ sells }) => sells.pay_methods.length > 0)

test('what is expected of every PG is typed here; only what nobody knows is a guess, and says so in its file', () => {
  expect([...Object.keys(KNOWN), ...Object.keys(GUESSED)].sort()).toEqual(
    payable.map(({ code }) => code).sort(),
  )
  const guesses = payable.filter(({ window }) =>
    window.opens.pc?.every(({ known }) => known.how === 'assumed'),
  )
  expect(Object.keys(GUESSED).sort()).toEqual(guesses.map(({ code }) => code).sort())
})

describe.each(payable)('$code', (pg) => {
  test('opens and comes home as its documents say, in every version, on both devices, with popup and without', async () => {
    const pay_method = pg.sells.pay_methods[0]!
    let n = 0
    for (const version of VERSIONS) {
      for (const device of DEVICES) {
        for (const popup of POPUPS) {
          const merchant_uid = `${pg.code.replace(/\W|_/g, '')}${n++}`
          const order = { ...orderOf(pg, pay_method, merchant_uid), popup }
          const { timeline } = await sandbox.open({ ...order, sdk: version, device })
          const rule = chooseWindow(pg, device, version, order)
          const way = (KNOWN[pg.code] ?? GUESSED[pg.code]!)(version, device, popup)
          const where = { pg: pg.code, version, device, popup }
          expect({ ...where, kind: timeline[0]?.detail.window, home: rule.home }).toEqual({
            ...where,
            kind: way,
            home: way === 'redirect' ? 'redirect' : 'callback',
          })
        }
      }
    }
  })
})

test('1.0.0 does not know pg: it is the default PG whatever the page says', async () => {
  const { rsp } = await sandbox.pay({
    ...COMPLETE,
    merchant_uid: 'o1',
    pg: 'nice',
    amount: 1000,
    sdk: '1.0.0',
  })
  expect(rsp).toMatchObject({ success: true, pg_provider: 'html5_inicis' })
  const later = await sandbox.pay({ ...COMPLETE, merchant_uid: 'o2', pg: 'nice', amount: 1000, sdk: '1.1.0' })
  expect(later.rsp).toMatchObject({ pg_provider: 'nice' })
})

test('a shop id in pg means nothing before 1.1.1', async () => {
  const pay = async (sdk: '1.1.0' | '1.1.1', merchant_uid: string) => {
    const order = { ...COMPLETE, merchant_uid, pg: 'nice.iamport00m', amount: 1000, sdk }
    const { payment } = await sandbox.pay(order)
    return [payment?.pg_provider, payment?.pg_id]
  }
  expect(await pay('1.1.0', 'm1')).toEqual(['html5_inicis', 'INIpayTest'])
  expect(await pay('1.1.1', 'm2')).toEqual(['nice', 'iamport00m'])
})

describe('results', () => {
  const pay = (sdk: (typeof SDK_VERSIONS)[number], pg: string, more: object = {}) =>
    sandbox.pay({
      ...COMPLETE,
      pg,
      amount: 1000,
      sdk,
      merchant_uid: `r${Math.abs(hash(sdk + pg + JSON.stringify(more)))}`,
      ...more,
    })

  test('have success and no imp_success up to 1.2.0, both on v1', async () => {
    const old = await pay('1.2.0', 'html5_inicis')
    expect(old.rsp).toMatchObject({ success: true })
    expect(old.rsp).not.toHaveProperty('imp_success')
    const v1 = await pay('v1', 'html5_inicis')
    expect(Object.keys(v1.rsp ?? {}).slice(0, 2)).toEqual(['success', 'imp_success'])
    expect(v1.rsp).toMatchObject({ success: true, imp_success: true, paid_amount: 1000 })
  })

  test.each(['tosspayments', 'smartro_v2', 'nice_v2', 'ksnet', 'welcome'])(
    '%s answers two names alone on v1, and what went wrong',
    async (pg) => {
      const paid = await pay('v1', pg)
      expect(Object.keys(paid.rsp ?? {})).toEqual(['imp_uid', 'merchant_uid'])
      const failed = await pay('v1', pg, { outcome: 'cancel' })
      expect(Object.keys(failed.rsp ?? {})).toEqual(['imp_uid', 'merchant_uid', 'error_code', 'error_msg'])
      expect(failed.rsp?.error_code).toEqual(expect.any(String))
      expect((await pay('1.2.0', pg)).rsp).toMatchObject({ success: true, paid_amount: 1000 })
    },
  )

  test.each([
    ['1.1.5', 'html5_inicis', ['imp_uid', 'merchant_uid', 'imp_success', 'error_msg']],
    ['1.2.0', 'html5_inicis', ['imp_uid', 'merchant_uid', 'imp_success', 'error_code', 'error_msg']],
    ['v1', 'tosspayments', ['imp_uid', 'merchant_uid', 'error_code', 'error_msg']],
    ['1.2.0', 'daou', ['imp_success', 'imp_uid', 'merchant_uid', 'error_code', 'error_msg']],
  ] as const)('of %s at %s come home in the query of their era', async (sdk, pg, names) => {
    const more = {
      device: 'mobile',
      m_redirect_url: 'https://shop.example/done',
      outcome: { decline: { code: 'X1', message: '한도초과' } },
    }
    const { redirect_url } = await pay(sdk, pg, more)
    expect([...new URL(redirect_url ?? '').searchParams.keys()]).toEqual(names)
  })

  test('of an inicis bank transfer have no imp_success in the query', async () => {
    const more = { device: 'mobile', m_redirect_url: 'https://shop.example/done', pay_method: 'trans' }
    const { redirect_url } = await pay('1.1.5', 'html5_inicis', more)
    expect([...new URL(redirect_url ?? '').searchParams.keys()]).toEqual(['imp_uid', 'merchant_uid'])
  })
})

function hash(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) | 0, 7)
}

describe.each(SDK_VERSIONS)('the script %s', (version) => {
  const views = createViews()
  const script = sdkScript(views, { origin: 'http://127.0.0.1:1', asked: version, jquery: 'optional' })

  test('has the methods of its version and no others', () => {
    const window: Record<string, unknown> = {
      addEventListener: () => undefined,
      navigator: { userAgent: 'node' },
    }
    runInContext(
      script,
      createContext({ window, document: { readyState: 'loading', addEventListener: () => undefined } }),
    )
    const does = differencesOf(version)
    const since = [
      'agency',
      'certification',
      'communicate',
      'naver_zzim',
      'close',
      'deinit',
      'payport',
      'loadUI',
      'loadModule',
    ] as const
    const expected = ['init', 'request_pay', ...since.filter((name) => does[name])]
    const methods = Object.keys(window.IMP as object).filter((name) => name !== 'updateLoadUIRequest')
    expect(methods.sort()).toEqual([...expected].sort())
  })

  test('is told of windows what the server decides', () => {
    const config = JSON.parse(/^var sdk = \{ config: (.*), does: /m.exec(script)?.[1] ?? '{}')
    type Rule = { kind: Way; popup?: boolean; asked?: { param: string; value?: unknown } }
    for (const pg of payable) {
      for (const device of DEVICES) {
        for (const popup of POPUPS) {
          const rules: Rule[] = config.pgs[pg.code][device]
          const fitting = rules.filter(
            (rule) => (rule.popup === undefined || rule.popup === popup) && !rule.asked,
          )
          expect({ pg: pg.code, kind: fitting.at(-1)?.kind }).toEqual({
            pg: pg.code,
            kind: chooseWindow(pg, device, version, { popup }).kind,
          })
        }
      }
    }
  })
})
