/** Time over a restart: the clock goes on where it was, deadlines are kept, and an older database gets its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createSandbox } from '../../src/index.ts'
import { MIGRATIONS } from '../../src/sandbox.ts'
import { startReceiver } from '../receiver.ts'

const order = {
  pg: 'html5_inicis',
  merchant_uid: 'o1',
  name: '주문명',
  amount: 14000,
  buyer_tel: '010-1234-5678',
}
const clock = '2026-01-01T12:00:00+09:00'

let folder: string
let db: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
  db = join(folder, 'a.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a deadline and a retry that were ahead are ahead after the restart', async () => {
  const shop = await startReceiver({ status: 500 })
  const before = await createSandbox({ db, clock, seed: 1, webhook: shop.url })
  before.settings({ webhook_retries: true })
  const { payment } = await before.pay({ ...order, pay_method: 'vbank', vbank_due: '202601031200' })
  await before.advance('2m')
  await before.close()

  const after = await createSandbox({ db, clock })
  expect(after.now()).toBe('2026-01-01T12:02:00+09:00')
  expect(after.webhooks()).toMatchObject([{ state: 'pending', attempts: [{}, {}, {}] }])
  await after.advance('7 days')
  expect(after.webhooks()[0]!.attempts).toHaveLength(6)
  expect(after.payment(payment!.imp_uid).timeline.at(-1)!.what).toBe('vbank expired')
  await after.close()
  await shop.close()
})

test('a rule goes on counting', async () => {
  const before = await createSandbox({ db, clock, seed: 1, webhook: 'http://127.0.0.1:1/hook' })
  before.webhookRule({ copies: 0, nth: 2 })
  await before.pay(order)
  await before.close()
  const after = await createSandbox({ db, clock })
  await after.pay({ ...order, merchant_uid: 'o2' })
  expect(after.webhooks().map(({ fault }) => fault)).toEqual([null, { lost: true, by: [{ rule: 1 }] }])
  await after.close()
})

test('a sandbox that ends in the middle of a delivery delivers it again, and says so', async () => {
  let arrived = () => {}
  const arrival = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const silent = await startReceiver({
    onRequest: () => {
      arrived()
      return new Promise(() => {})
    },
  })
  const before = await createSandbox({ db, clock, live: true, webhook: silent.url })
  await before.pay(order)
  await arrival
  await before.close()
  await silent.close()

  const after = await createSandbox({ db, clock })
  const [cut] = after.webhooks()
  expect(cut).toMatchObject({ state: 'pending', attempts: [{ error: 'interrupted', why: 'first' }] })
  await after.settle()
  expect(after.webhooks()[0]!.attempts.map(({ why, error }) => [why, error])).toEqual([
    ['first', 'interrupted'],
    ['first', 'refused'],
  ])
  await after.close()
})

test('a database from before there were deadlines: its accounts expire, its webhooks are delivered', async () => {
  const old = openDatabase(db, MIGRATIONS.slice(0, 5))
  const approval = JSON.stringify({
    vbank_num: '56200000000000',
    vbank_date: Date.parse(clock) / 1000 + 3600,
  })
  old.exec(`
    insert into merchants values (1, '기본 상점', 'imp00000000', '0000000000000000', 'iamport-sandbox-secret', '{}');
    insert into payments (no, imp_uid, merchant, merchant_uid, status, amount, currency, pay_method, channel, pg_provider,
      pg_id, sandbox, started_at, updated_at, approval, facts)
      values (1, 'imp_000000000001', 1, 'o1', 'ready', 14000, 'KRW', 'vbank', 'pc', 'html5_inicis', 'INIpayTest', 1, 0, 0,
        '${approval}', '{"notice_url":[]}');
    insert into deliveries (merchant, imp_uid, merchant_uid, event, url, original_url, content_type, body, state, due_at, created_at)
      values (1, 'imp_000000000001', 'o1', 'ready', 'http://127.0.0.1:1/hook', 'http://127.0.0.1:1/hook', 'json', '{}',
        'pending', 0, 0);
  `)
  old.close()
  const sandbox = await createSandbox({ db, clock })
  await sandbox.advance('2h')
  expect(sandbox.payment('imp_000000000001').timeline.map(({ what }) => what)).toEqual(['vbank expired'])
  expect(sandbox.webhooks()).toMatchObject([
    { state: 'failed', attempts: [{ error: 'refused', why: 'first' }] },
  ])
  await sandbox.close()
})
