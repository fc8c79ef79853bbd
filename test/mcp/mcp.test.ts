/** `iamport-sandbox mcp`, as an agent's program uses it: the official client, over stdio. */

import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startCarelessShop } from '../../fixtures/shops/careless/shop.js'
import { controlRows } from '../../src/control/rows.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { makeFolder, run, TEST_HOME } from '../cli/command-line.ts'
import { freePort } from '../free-port.mjs'
import { type Receiver, startReceiver } from '../receiver.ts'

const BIN = resolve(import.meta.dirname, '../../bin/iamport-sandbox.js')

interface Session {
  readonly client: Client
  readonly stderr: () => string
  /** The text of the answer. */
  call(name: string, args?: Record<string, unknown>): Promise<{ text: string; is_error: boolean }>
  end(): Promise<void>
}

async function openSession(
  cwd: string,
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<Session> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [BIN, 'mcp', ...args],
    cwd,
    env: { PATH: process.env.PATH ?? '', IAMPORT_SANDBOX_HOME: TEST_HOME, IAMPORT_SANDBOX_PORT: '0', ...env },
    stderr: 'pipe',
  })
  let said = ''
  transport.stderr?.on('data', (chunk) => {
    said += chunk
  })
  const client = new Client({ name: 'an-agent', version: '1.0.0' })
  await client.connect(transport)
  const end = () => client.close()
  return {
    client,
    end,
    stderr: () => said,
    async call(name, given = {}) {
      const answer = await client.callTool({ name, arguments: given })
      const [{ text }] = answer.content as [{ text: string }]
      return { text, is_error: answer.isError === true }
    },
  }
}

describe('beside a sandbox that runs', () => {
  let shop: Receiver
  let sandbox: Sandbox
  let session: Session
  beforeAll(async () => {
    shop = await startReceiver()
    sandbox = await createSandbox({ webhook: shop.url })
    session = await openSession(tmpdir(), ['--url', sandbox.url])
  })
  afterAll(async () => {
    await session.end()
    await sandbox.close()
  })

  test('it introduces itself, and its tools are the rows of the control API and three questions', async () => {
    const { client } = session
    expect(client.getServerVersion()?.name).toBe('iamport-sandbox')
    expect(client.getInstructions()).toContain('why_no_webhook')
    const { tools } = await client.listTools()
    const instance = await createInstance(readSettings({ db: ':memory:' }))
    const rows = controlRows(instance).filter(({ path }) => path !== '/openapi.json')
    void instance.close()
    expect(tools).toHaveLength(rows.length + 3)
    for (const { summary } of rows)
      expect(
        tools.some(({ description }) => description?.startsWith(summary)),
        summary,
      ).toBe(true)
    const deposit = tools.find(({ name }) => name === 'post_payments_by_imp_uid_deposit')!
    expect(deposit.inputSchema).toMatchObject({
      properties: { imp_uid: { type: 'string' }, amount: { type: 'number' }, force: { type: 'boolean' } },
      required: ['imp_uid'],
    })
    expect(tools.every(({ name }) => /^[a-zA-Z0-9_-]{1,64}$/.test(name))).toBe(true)
  })

  test('a sale, its refused webhook, and why: in the language that the call asks for', async () => {
    const { call } = session
    shop.answer(419)
    const order = { merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' }
    const { payment } = JSON.parse((await call('post_payments', order)).text)
    expect(payment).toMatchObject({ status: 'paid', merchant_uid: 'order_1' })
    await call('post_settle')
    const korean = await call('why_no_webhook', { merchant_uid: 'order_1' })
    expect(korean.text).toContain(`paid order_1 → ${shop.url} 419`)
    expect(korean.text).toContain('CSRF 검사가 막았습니다')
    const english = await call('why_no_webhook', { imp_uid: payment.imp_uid, lang: 'en' })
    expect(english.text).toContain('Exempt the webhook’s route')
    expect(english.text).not.toMatch(/[가-힣]/)
    const story = await call('what_happened', { lang: 'en' })
    const places = ['window opened', 'approved', 'paid: 419'].map((part) => story.text.indexOf(part))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places[0]).toBeGreaterThan(0)
    // Asking is no part of what happened.
    expect(story.text).not.toContain('silences')
  })

  test('what iamport never announces is said with its source, and an order that never came is told', async () => {
    const { call } = session
    await sandbox.pay({ merchant_uid: 'order_2', amount: 9000, outcome: { decline: '120049' } })
    const declined = await call('why_no_webhook', { merchant_uid: 'order_2', lang: 'en' })
    expect(declined.text).toMatch(/A failed payment sends no webhook.*\(docs: /)
    const missing = await call('why_no_webhook', { merchant_uid: 'order_9', lang: 'en' })
    expect(missing.text).toContain('request_pay has not reached this sandbox')
  })

  test('a mistake is answered in a sentence that says what is allowed', async () => {
    const { call } = session
    const wrong = [
      await call('post_payments_by_imp_uid_deposit', { imp_uid: 'imp_1' }),
      await call('get_payments', { limit: 'many' }),
      await call('why_no_webhok'),
      await call('why_no_webhook', { merchant_uid: {} }),
      await call('what_is_wrong', { target: 'localhost' }),
      await call('what_is_wrong', { target: 'http://localhost:1', scenarios: ['webhok-lost'] }),
    ]
    expect(wrong.every(({ is_error }) => is_error)).toBe(true)
    const texts = wrong.map(({ text }) => text)
    expect(texts[0]).toContain('imp_1')
    expect(texts[1]).toContain('limit')
    expect(texts[2]).toContain('why_no_webhook')
    expect(texts[3]).toBe('merchant_uid: 문자열이어야 합니다.')
    expect(texts[4]).toContain('http://')
    expect(texts[5]).toContain('혹시 webhook-lost인가요?')
  })

  test.each(['..', '.', '', '\ud800', null, ['..'], {}])(
    'what cannot be a part of an address is refused by its name: %j',
    async (imp_uid) => {
      const { call, stderr } = session
      const deposited = await call('post_payments_by_imp_uid_deposit', { imp_uid })
      expect(deposited).toMatchObject({
        is_error: true,
        text: expect.stringMatching(/^imp_uid: .*주소의 한 부분/),
      })
      const why = await call('what_happened', { imp_uid, lang: 'en' })
      expect(why).toMatchObject({
        is_error: true,
        text: expect.stringMatching(/^imp_uid: .*part of an address/),
      })
      expect(stderr()).toBe('')
    },
  )

  test('what only looks so is asked for as it is', async () => {
    for (const imp_uid of ['%2e%2e', '../settings', '..\\', '\u0000', '...'])
      expect((await session.call('get_payments_by_imp_uid', { imp_uid })).text).toMatch(/^payment_not_found/)
  })
})

test('where no sandbox runs the session has one of its own, which other commands find, and which ends with it', async () => {
  const folder = makeFolder()
  const { call, end, stderr } = await openSession(folder, ['--only', 'payments'])
  await call('post_payments', { merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' })
  expect((await run(folder, ['payments'])).stdout).toContain('order_1')
  expect(stderr()).toMatch(/http:\/\/127\.0\.0\.1:\d+에 띄웠습니다/)
  await end()
  const entries = join(folder, '.iamport-sandbox/running')
  expect(existsSync(entries) ? readdirSync(entries) : []).toEqual([])
})

test('it says what a careless shop gets wrong, at the port of its own sandbox, which is there again afterwards', async () => {
  const port = await freePort()
  const shop = await startCarelessShop({
    sandbox_url: `http://127.0.0.1:${port}`,
    imp_key: '0000000000000000',
    imp_secret: 'iamport-sandbox-secret',
    port: 0,
  })
  onTestFinished(() => shop.close())
  const { call, end } = await openSession(makeFolder(), [], { IAMPORT_SANDBOX_PORT: String(port) })
  onTestFinished(end)
  await call('post_payments', { merchant_uid: 'mine', amount: 500 })
  const question = {
    target: shop.url,
    port,
    adapter: resolve(import.meta.dirname, '../../fixtures/shops/careless/iamport-shop.yml'),
    lang: 'en',
  }
  // Agents call several tools at once.
  const [{ text }, other, payments] = await Promise.all([
    call('what_is_wrong', { ...question, scenarios: ['plain-card-sale', 'amount-forged'] }),
    call('what_is_wrong', { ...question, scenarios: ['plain-card-sale'] }),
    call('get_payments'),
  ])
  expect(other.is_error, other.text).toBe(false)
  expect(other.text).toMatch(/^\d of 1 scenarios hold/)
  expect(payments.text).toContain('"mine"')
  expect(text).toContain('✗ amount-forged')
  expect(text).toContain('keeps_wrong_amount: kept a payment of another amount')
  expect(text).toMatch(/: ordered \d+, paid \d+ imp_\d+/)
  expect(text).not.toMatch(/[가-힣]/)
  expect((await call('get_payments')).text).toContain('"mine"')
})
