/** Sales slips lie where the sandbox is reached now, whenever their payment was made. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { startSandbox } from '../harness.ts'

const order = {
  pg: 'html5_inicis',
  merchant_uid: 'o1',
  name: '주문',
  amount: 1004,
  buyer_tel: '010-1234-5678',
}

/** Every slip of the first payment, its cancels' too, is a page of this sandbox. */
async function expectSlips(sandbox: Sandbox): Promise<void> {
  const { receipt_url, cancel_receipt_urls } = sandbox.payments()[0]!
  for (const url of [receipt_url, ...cancel_receipt_urls]) {
    expect(url).toMatch(`${sandbox.url}/checkout/slips/`)
    expect((await fetch(url!)).status).toBe(200)
  }
}

test.each<[string, object]>([
  ['a world file', { world: { payments: [{ merchant_uid: 'o1', amount: 1004, status: 'cancelled' }] } }],
  ['seed data', { seed_data: 'official-clients' }],
])('the slips of %s are found on whatever port the sandbox got', async (_what, begin) => {
  await expectSlips(await startSandbox(begin))
})

test('after a restart on another port the slips of before are found there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-slips-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const db = join(folder, 'sandbox.db')
  const before = await createSandbox({ db })
  const { payment } = await before.pay(order)
  await before.cancel(payment!.imp_uid, { amount: 4 })
  await before.cancel(payment!.imp_uid)
  await before.close()
  const after = await startSandbox({ db })
  expect(after.payments()[0]!.cancel_receipt_urls).toHaveLength(2)
  await expectSlips(after)
})
