/** The cookie of what a browser has looked at: any seed, nothing of the sandbox in it, and one sandbox's looks are not another's. */
import { expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { startSandbox } from '../harness.ts'

const PAGES = ['', '/payments', '/webhooks', '/requests', '/faults', '/data', '/settings']

const look = (sandbox: Sandbox, path: string, cookie = '') =>
  fetch(`${sandbox.url.replace('127.0.0.1', 'localhost')}/dashboard${path}`, {
    // The next sandbox on the port does not know the connections of this one.
    headers: { cookie, connection: 'close' },
  })
const kept = (response: Response): string => response.headers.getSetCookie().join().split(';')[0]!

/** The number beside 결제. */
async function news(sandbox: Sandbox, cookie: string): Promise<string | undefined> {
  const page = await (await look(sandbox, '', cookie)).text()
  return /<a href="\/dashboard\/payments"[^>]*>결제<span class="count"[^>]*><span[^>]*>[^<]*<\/span>(\d+)/.exec(
    page,
  )?.[1]
}

const declined = (sandbox: Sandbox, merchant_uid: string) =>
  sandbox.pay({ merchant_uid, amount: 1000, outcome: { decline: '120049' } })

test('every page is there, whatever the seed', async () => {
  const sandbox = await startSandbox({ seed: 'a b;c="한글' })
  for (const page of PAGES) expect([page, (await look(sandbox, page)).status]).toEqual([page, 200])
})

test('the cookie does not tell the seed', async () => {
  const cookies: string[] = []
  for (const seed of ['1700000001', '1700000001']) {
    const sandbox = await startSandbox({ seed })
    cookies.push(kept(await look(sandbox, '/payments')))
  }
  expect(cookies.join()).toContain('iamport_sandbox_seen_')
  expect(cookies.join()).not.toContain('1700000001')
  // What is drawn from the seed would be the same for both.
  const owners = cookies.map((cookie) => cookie.split('=')[1]!.split('-')[0])
  expect(owners[0]).not.toBe(owners[1])
})

test('what another sandbox on the port has shown was not looked at here', async () => {
  const first = await startSandbox()
  for (const uid of ['a', 'b', 'c']) await declined(first, uid)
  expect(await news(first, '')).toBe('3')
  const cookie = kept(await look(first, '/payments'))
  expect(await news(first, cookie)).toBeUndefined()
  await declined(first, 'd')
  expect(await news(first, cookie)).toBe('1')
  const { port } = new URL(first.url)
  await first.close()
  const second = await createSandbox({ port: Number(port), leaks: 'ignore' })
  try {
    for (const uid of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await declined(second, uid)
    expect(await news(second, cookie)).toBe('8')
  } finally {
    await second.close()
  }
})
