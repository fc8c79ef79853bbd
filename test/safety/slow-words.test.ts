/** Long words, many stars and many who wait: nothing that somebody sends holds the process. */
import { expect, test } from 'vitest'
import { nearest } from '../../src/core/nearest.ts'
import { createSandbox } from '../../src/index.ts'
import { rewrite } from '../../src/webhooks/rewrite.ts'

/** Milliseconds of CPU that something takes. */
async function cpu(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

test('a rewrite rule of four stars reads an address of 20,000 letters once', async () => {
  const rules = [{ from: 'https://*a*a*a*b.example', to: 'http://127.0.0.1:3000' }]
  const url = `https://${'a'.repeat(20_000)}.example/hook`
  expect(await cpu(() => expect(rewrite(url, rules)).toBe(url))).toBeLessThan(500)
})

test.each([
  ['https://abc.ngrok.io/hook?a=1', 'https://*.ngrok.io', 'http://127.0.0.1:1/hook?a=1'],
  ['https://ABC.ngrok.io', 'https://*.NGROK.io/', 'http://127.0.0.1:1'],
  ['https://a.b.c.shop.kr/x', 'https://a*c*.kr', 'http://127.0.0.1:1/x'],
  ['https://shop.kr/api/hook/1', 'https://shop.kr/*/hook', 'http://127.0.0.1:1/1'],
  ['https://shop.kr/hook', '*', 'http://127.0.0.1:1/hook'],
])('%s is rewritten by %s', (url, from, to) => {
  expect(rewrite(url, [{ from, to: 'http://127.0.0.1:1/' }])).toBe(to)
})

test.each([
  ['https://shop.kr.evil/hook', 'https://shop.kr'],
  ['https://a/b.ngrok.io/hook', 'https://*.ngrok.io'],
  ['https://aa.kr/', 'https://*aaa.kr'],
  ['https://shop.kr/hooks', 'https://shop.kr/hook'],
  ['https://ab.kr/', 'https://ab*b.kr'],
])('%s is not what %s means', (url, from) => {
  expect(rewrite(url, [{ from, to: 'http://127.0.0.1:1' }])).toBe(url)
})

test('the nearest word of 200,000 letters is none, at once', async () => {
  const took = await cpu(() => expect(nearest('x'.repeat(200_000), ['card', 'vbank'])).toBeNull())
  expect(took).toBeLessThan(200)
  expect(nearest('vbnak', ['card', 'vbank'])).toBe('vbank')
})

test('twenty payments take no longer because five hundred wait', async () => {
  const sandbox = await createSandbox({ seed: 1 })
  const pay = async (n: number) => {
    const order = { name: '주문명', amount: 1000, buyer_tel: '010-1234-5678' }
    await sandbox.pay({ ...order, merchant_uid: `waited_${n}` })
  }
  const twenty = (from: number) => Promise.all(Array.from({ length: 20 }, (_, n) => pay(from + n)))
  await twenty(0)
  const alone = await cpu(() => twenty(100))
  const waits = Array.from({ length: 500 }, (_, n) =>
    sandbox.waitFor('payment', { merchant_uid: `never_${n}` }, { timeout_ms: 60_000 }).catch(() => null),
  )
  const crowded = await cpu(() => twenty(200))
  expect(crowded).toBeLessThan(alone * 5 + 500)
  await sandbox.close()
  expect(new Set(await Promise.all(waits))).toEqual(new Set([null]))
})

test('whoever waits with a function that throws hears of it, and nobody else', async () => {
  const sandbox = await createSandbox({ seed: 1 })
  const broken = sandbox.waitFor('event', () => {
    throw new Error('no')
  })
  const payment = sandbox.waitFor('payment', { merchant_uid: 'after' })
  const heard = expect(broken).rejects.toThrow('no')
  await sandbox.pay({ merchant_uid: 'after', name: '주문명', amount: 1000, buyer_tel: '010-1234-5678' })
  await heard
  expect((await payment).merchant_uid).toBe('after')
  await sandbox.close()
})
