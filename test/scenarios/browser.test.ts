/** `replay --browser`: the shop's own page is paid in a real Chromium, with the verdict and the journal of a replay without one. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createProgram } from '../../src/cli/by-commander.ts'
import { Failure } from '../../src/cli/failure.ts'
import { shopBrowser } from '../../src/replay/browser.ts'
import { replay, type Script } from '../../src/replay/replay.ts'
import { makeFolder } from '../cli/command-line.ts'
import { launchBrowser } from '../harness.ts'
import { startHunted } from '../hunt/shops.ts'
import { scenario, useShop, written } from './shops.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const shop = useShop('demo')
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

/** Chromium, and somebody who writes down what the buyer's pages ask of the shop and of the sandbox's checkout. */
function watch() {
  const asked: string[] = []
  const watched: Pick<Browser, 'newContext'> = {
    async newContext(options) {
      const context = await browser.newContext(options)
      context.on('request', (request) => {
        const path = new URL(request.url()).pathname.replace(/order[0-9a-f]{16}/, '{order}')
        const is_told = /^\/(orders\/|payments\/complete$|checkout\/requests$)/.test(path)
        if (is_told) asked.push(`${request.method()} ${path}`)
      })
      return context
    },
  }
  return { asked, browser: watched }
}

async function inBrowser(script: Script) {
  const { asked, browser: watched } = watch()
  const verdict = await replay(script, { ...shop.options(), browser: shopBrowser(watched) })
  return { ...verdict, asked }
}

const PHONE_AND_WEBHOOK_FIRST = written(`
name: phone-and-webhook-first
why: { ko: 휴대폰에서 결제하고 웹훅이 먼저 옵니다., en: Paid on a phone and the webhook comes first. }
shopper: { device: mobile, does: [open, approve, webhooks, come_home] }
expect: { payment: { status: paid }, webhooks: [{ event: paid, answer: 200 }], shop: [{ order: 1, is: paid }] }
`)

const OPEN = ['GET /orders/{order}', 'POST /checkout/requests']

describe('a person in Chromium', () => {
  test('buys with a card: the page asks, the page tells the shop, and the journal is that of a sandbox that plays the browser', async () => {
    const sale = scenario('plain-card-sale')
    const { holds, findings, asked, journal } = await inBrowser(sale)
    expect({ holds, findings }).toEqual({ holds: true, findings: [] })
    expect(asked.slice(0, 3)).toEqual([...OPEN, 'POST /payments/complete'])
    expect(journal).toMatch(
      /shop {4}rsp \{"success":true,.*\n.*step {4}come_home\n(rest .*\n)+shop {4}POST \/payments\/complete 200\n/,
    )
    expect(journal).toBe((await shop.replay(sale)).journal)
  })

  test('is declined, and pays the same order with another card', async () => {
    const { holds, findings, asked, journal } = await inBrowser(scenario('card-declined-then-paid'))
    expect({ holds, findings }).toEqual({ holds: true, findings: [] })
    expect(asked.filter((call) => call === 'POST /payments/complete')).toHaveLength(2)
    expect(journal).toMatch(/rsp \{"success":false,.*"error_code":"120049"/)
  })

  test('is led home by a redirect, which waits until the webhook was there', async () => {
    const { holds, findings, asked, journal } = await inBrowser(PHONE_AND_WEBHOOK_FIRST)
    expect({ holds, findings }).toEqual({ holds: true, findings: [] })
    expect(asked).toContain('GET /payments/complete')
    expect(journal).toMatch(/\nwebhook [\s\S]*\nshop {4}GET \{shop\}\/payments\/complete\?.* 200\n/)
  })

  test('is hunted: the page pays as the life wants it, and what is wrong behind it is found', async () => {
    const hunted = await startHunted('done-is-done')
    onTestFinished(hunted.close)
    const { asked, browser: watched } = watch()
    const { found, failed_steps } = await hunted.hunt({
      browser: shopBrowser(watched),
      seed: 30,
      runs: 1,
      shrink_runs: 0,
    })
    expect(found).toMatchObject([{ finding: { name: 'fulfilled_not_paid' }, is_steady: true }])
    expect(failed_steps).toEqual([])
    expect(asked.slice(0, 3)).toEqual([...OPEN, 'POST /payments/complete'])
    const [{ journal }] = found as [(typeof found)[0]]
    expect(journal.match(/no browser: .*/g)?.sort()).toEqual([
      'no browser: the order was paid in another window',
      'no browser: the page does not take amount',
    ])
  })

  test('does not pay where the page does not take what the scenario asks for', async () => {
    const { asked, journal } = await inBrowser(scenario('amount-forged'))
    expect(asked).toEqual([])
    expect(journal).toContain('no browser: the page does not take amount\n')
  })
})

describe('--browser ends with 2', () => {
  const SALE = ['replay', join(ROOT, 'fixtures/scenarios/plain-card-sale.yml')]
  const DEMO = join(ROOT, 'fixtures/shops/demo/iamport-shop.yml')

  const refused = (...more: string[]) => refusedOf(SALE, ...more)

  async function refusedOf(command: readonly string[], ...more: string[]): Promise<Failure> {
    const args = [...command, '--target', 'http://127.0.0.1:1', '--browser', ...more]
    const error: unknown = await (await createProgram())
      .parseAsync(args, { from: 'user' })
      .catch((reason) => reason)
    if (!(error instanceof Failure)) throw new Error('not refused')
    expect(error.exit_code).toBe(2)
    return error
  }

  test('where the adapter does not say what to press', async () => {
    const file = join(ROOT, 'fixtures/shops/careless/iamport-shop.yml')
    const { message } = await refused('--shop', file)
    expect(message).toContain(
      `${file}에 적어 주세요: browser: { page: '/order?order={merchant_uid}', press: '결제' }`,
    )
  })

  test('where the adapter names a page without an order, and says where', async () => {
    const file = join(makeFolder(), 'shop.yml')
    writeFileSync(file, "redirect: /done\nbrowser: { page: '/pay', press: '결제' }\n")
    expect((await refused('--shop', file)).message).toMatch(
      /shop\.yml:2:18: browser\.page: \/로 시작하고 \{merchant_uid\}가 들어 있는 경로여야 합니다: \/pay$/,
    )
  })

  test('where no browser is found', async () => {
    vi.stubEnv('CHROME_PATH', '/nowhere/chrome')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect((await refused('--shop', DEMO)).message).toContain('Chrome이나 Chromium을 찾지 못했습니다')
  })

  test('in a hunt where nobody knows with which PG the page pays', async () => {
    const file = join(makeFolder(), 'shop.yml')
    writeFileSync(
      file,
      "pay: { pg: html5_inicis }\nbrowser: { page: '/pay?order={merchant_uid}', press: '결제' }\n",
    )
    expect((await refusedOf(['hunt'], '--shop', file)).message).toMatch(
      /^--browser: 상점의 페이지가 어떤 pg와 pay_method로 결제하는지 모릅니다; /,
    )
  })

  test('together with --shuffle-orders', async () => {
    const { message } = await refused('--shop', DEMO, '--shuffle-orders')
    expect(message).toBe('--browser와 --shuffle-orders는 함께 쓸 수 없습니다.')
  })
})
