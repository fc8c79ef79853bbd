/** Addresses that the sandbox calls by itself, in the spellings that would run in a page: nothing is called, and no page links to them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { BAD_ADDRESSES } from './spellings.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

/** Those that even a strict reader may take for a page's address, which is none of a script. */
const IS_WEB = /^https?:/i
const SCRIPTS = BAD_ADDRESSES.filter((address) => !IS_WEB.test(address))

const order = (more: object) => ({ name: '주문', amount: 1000, buyer_tel: '010-1234-5678', ...more })

/** What a browser would follow on a page. */
async function linksOf(path: string): Promise<string[]> {
  const page = await (await fetch(sandbox.url + path)).text()
  const html = page.replace(/<script\b[\s\S]*?<\/script>/g, '')
  return [...html.matchAll(/\b(?:href|src|action|formaction)="([^"]*)"/g)].map(([, url]) => url!)
}

const leadsAway = (url: string) =>
  !/^(\/|#|\?|http:\/\/(127\.0\.0\.1|localhost):\d+\/|https:\/\/)/.test(url) && url !== ''

test('notice_url: each delivery says that the address is none', async () => {
  for (const [n, notice_url] of SCRIPTS.entries())
    await sandbox.pay(order({ merchant_uid: `n${n}`, notice_url }))
  await sandbox.settle()
  const deliveries = sandbox.webhooks()
  expect(deliveries.length).toBeGreaterThan(40)
  const errors = deliveries.flatMap(({ attempts }) => attempts.map(({ error }) => error))
  expect(errors.filter((error) => !/^bad url/.test(error ?? ''))).toEqual([])
}, 60_000)

test('confirm_url: the sale is not asked for there', async () => {
  sandbox.settings({ confirm_process: true })
  for (const [n, confirm_url] of SCRIPTS.slice(0, 40).entries())
    await sandbox.pay(order({ merchant_uid: `c${n}`, confirm_url }))
  sandbox.settings({ confirm_process: false })
  const asked = sandbox.webhooks().filter(({ event }) => event === 'confirm_url')
  expect(asked.length).toBeGreaterThan(20)
  const errors = asked.flatMap(({ attempts }) => attempts.map(({ error }) => error))
  expect(errors.filter((error) => !/^bad url/.test(error ?? ''))).toEqual([])
}, 60_000)

test('no page of the dashboard links to any of them', async () => {
  const { list } = (await (await fetch(`${sandbox.url}/_sandbox/payments?limit=200`)).json()) as {
    list: { imp_uid: string }[]
  }
  expect(list.length).toBeGreaterThan(60)
  const pages = ['/dashboard', '/dashboard/webhooks', '/dashboard/requests']
  const paths = [...pages, ...list.map(({ imp_uid }) => `/dashboard/payments/${imp_uid}`)]
  const links = (await Promise.all(paths.map(linksOf))).flat()
  expect(links.length).toBeGreaterThan(100)
  expect(links.filter(leadsAway)).toEqual([])
}, 60_000)

test('slips and receipts of such orders link to nothing but web pages and this sandbox', async () => {
  const bad = SCRIPTS.slice(0, 30)
  for (const [n, address] of bad.entries()) {
    const { payment } = await sandbox.pay(
      order({
        merchant_uid: `s${n}`,
        name: address,
        buyer_name: address.slice(0, 60),
        buyer_addr: address,
        custom_data: { link: address },
        m_redirect_url: 'https://shop.example/done',
      }),
    )
    const { imp_uid, receipt_url } = payment!
    const path = receipt_url === null ? null : new URL(receipt_url).pathname + new URL(receipt_url).search
    for (const page of [path, `/dashboard/payments/${imp_uid}`])
      if (page !== null) expect((await linksOf(page)).filter(leadsAway)).toEqual([])
  }
}, 60_000)
