/** The helpers for test runners: one sandbox per file, each test as beforeAll left it, and failures that tell the story. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useSandboxWith } from '../../src/testing/use-sandbox.ts'
import { matchers, useSandbox } from '../../src/testing/vitest.ts'
import { startReceiver } from '../receiver.ts'
import { runInProject } from './runner.ts'

const order = { merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' }

describe('useSandbox of vitest', () => {
  const sandbox = useSandbox(async () => ({ seed: 1, clock: '2026-01-01T00:00:00+09:00' }))
  let shop: Awaited<ReturnType<typeof startReceiver>>
  const seen: string[] = []
  beforeAll(async () => {
    shop = await startReceiver()
    sandbox.settings({ notification_url: [shop.url] })
    await sandbox.pay({ ...order, merchant_uid: 'before_all' })
  })
  afterAll(() => shop.close())

  test.each([1, 2, 3])(
    'test %i begins with what beforeAll left, and with nothing of the others',
    async () => {
      expect(sandbox.payments()).toMatchObject([{ merchant_uid: 'before_all' }])
      expect(sandbox.settings().notification_url).toEqual([shop.url])
      expect(sandbox.now()).toBe('2026-01-01T00:00:00+09:00')
      const { payment } = await sandbox.pay(order)
      seen.push(payment!.imp_uid)
      sandbox.settings({ default_pg: 'nice' })
      await sandbox.advance('1 day')
      expect(new Set(seen).size).toBe(1)
    },
  )

  test('matchers look at a payment as it is now, by whatever names it', async () => {
    const paid = await sandbox.pay({ ...order, pay_method: 'vbank' })
    const { imp_uid } = paid.payment!
    for (const subject of [paid, paid.payment, imp_uid, 'order_1']) expect(subject).toBeWaitingForDeposit()
    await sandbox.deposit(imp_uid)
    for (const subject of [paid, paid.payment, imp_uid, 'order_1']) expect(subject).toHaveBeenPaid(14000)
    expect(paid).not.toBeWaitingForDeposit()
    expect(paid).not.toHaveReceivedWebhook()
    await sandbox.settle()
    expect(paid).toHaveReceivedWebhook('ready')
    expect(paid).toHaveReceivedWebhook('paid', { times: 1 })
    expect(shop.url).toHaveReceivedWebhook('paid', { times: 2 })
    await sandbox.cancel(imp_uid, { amount: 4000 })
    expect(paid).toHaveBeenCancelled(4000)
    expect(paid).not.toHaveBeenCancelled()
    expect(paid).not.toHaveBeenPaid()
    await sandbox.cancel(imp_uid)
    expect(paid).toHaveBeenCancelled()
    const failed = await sandbox.pay({ ...order, merchant_uid: 'order_2', outcome: { decline: '120049' } })
    expect(failed).toHaveFailed('사용한도초과')
    expect(failed).not.toHaveFailed('잔액부족')
  })

  test('a matcher that does not hold tells the payment’s timeline', async () => {
    await sandbox.pay({ ...order, pay_method: 'vbank' })
    const { pass, message } = matchers.toHaveBeenPaid('order_1', 14000)
    expect(pass).toBe(false)
    expect(message()).toMatch(
      /^order_1 \(imp_\d{12}\)은\(는\) 14000\(으\)로 결제된 상태여야 하는데 ready입니다\.\n/,
    )
    expect(message()).toContain('2026-01-01 00:00:00  가상계좌 발급 (PG)')
    expect(message()).toContain(`웹훅 ready 대기 → ${shop.url}`)
    expect(matchers.toHaveBeenPaid('nobody').message()).toMatch(
      /^이 테스트의 샌드박스에 결제 nobody이\(가\) 없습니다\.\n(.|\n)*order_1/,
    )
    expect(matchers.toHaveBeenPaid({ payment: null }).pass).toBe(false)
    expect(matchers.toHaveReceivedWebhook('http://127.0.0.1:1/none').message()).toContain(
      '웹훅을 받은 상태여야 합니다.',
    )
  })
})

test('used before its hooks, it says when it may be used', () => {
  const none = () => {}
  const sandbox = useSandboxWith({
    beforeAll: none,
    beforeEach: none,
    afterEach: none,
    afterAll: none,
    hasFailed: () => false,
  })
  expect(() => sandbox.url).toThrow(
    'useSandbox: 샌드박스는 beforeAll에서 시작합니다; 그 뒤의 훅과 테스트에서 쓰세요.',
  )
})

test('a failing vitest test prints what happened to its payments', async () => {
  const text = `
    import { useSandbox } from 'iamport-sandbox/vitest'
    import { expect, test } from 'vitest'
    const sandbox = useSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', lang: 'en' })
    test('fails', async () => {
      await sandbox.pay({ merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678', outcome: { decline: '120049' } })
      expect(1).toBe(2)
    })
    test('passes', async () => {
      await sandbox.pay({ merchant_uid: 'order_2', amount: 14000, buyer_tel: '010-1234-5678' })
      expect('order_2').toHaveBeenPaid()
    })`
  const { code, output } = await runInProject('a.test.js', text, 'vitest/vitest.mjs', ['run'])
  expect(code).toBe(1)
  expect(output).toContain('iamport-sandbox: what happened in this test\norder_1 imp_')
  expect(output).toMatch(/2026-01-01 00:00:00 {2}declined \(PG\) \{"reason":"F0004:.*120049, 사용한도초과"\}/)
  expect(output).not.toContain('order_2')
  expect(output).toMatch(/1 failed \| 1 passed/)
})

test('a failing Playwright test attaches it, and the next test begins anew', async () => {
  const text = `
    import { test as base, expect } from '@playwright/test'
    import { matchers, sandboxFixtures } from 'iamport-sandbox/playwright'
    expect.extend(matchers)
    // No browser is needed here: the context is one that only takes routes.
    const test = base.extend({ context: ({}, use) => use({ route: async () => {} }) }).extend(sandboxFixtures({ live: false }))
    test('fails', async ({ sandbox }) => {
      await sandbox.pay({ merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' })
      expect('order_1').toHaveFailed()
    })
    test('passes', async ({ sandbox }) => {
      expect(sandbox.payments()).toEqual([])
    })`
  const { code, output } = await runInProject('a.spec.js', text, '@playwright/test/cli.js', [
    'test',
    '--reporter=list',
    '--workers=1',
  ])
  expect(code).toBe(1)
  expect(output).toContain('은(는) 실패한 상태여야 하는데 paid입니다.')
  expect(output).toContain('attachment #1: iamport-sandbox (text/plain)')
  expect(output).toMatch(/1 failed(.|\n)*1 passed/)
})

describe('useSandbox of jest', () => {
  test('works with jest’s globals, and tells nothing to a runner that is none', async () => {
    const { useSandbox: useInJest } = await import('../../src/testing/jest.ts')
    expect(() => useInJest()).toThrow('iamport-sandbox/jest는 jest 안에서')
    const hooks: Record<string, () => Promise<void>> = {}
    const extended: object[] = []
    const hook = (name: string) => (work: () => Promise<void>) => {
      expect(work).toHaveLength(0)
      hooks[name] = work
    }
    const globals = {
      expect: { extend: (more: object) => extended.push(more) },
      ...Object.fromEntries(
        ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'].map((name) => [name, hook(name)]),
      ),
    }
    Object.assign(globalThis, globals)
    try {
      const sandbox = useInJest({ port: null })
      await hooks.beforeAll!()
      await hooks.beforeEach!()
      await sandbox.pay(order)
      expect(matchers.toHaveBeenPaid('order_1').pass).toBe(true)
      await hooks.afterEach!()
      expect(sandbox.payments()).toEqual([])
      await hooks.afterAll!()
      expect(extended).toEqual([matchers])
    } finally {
      for (const name of Object.keys(globals)) Reflect.deleteProperty(globalThis, name)
    }
  })
})
