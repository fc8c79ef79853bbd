/** The process dies between the commit of a payment and its webhook: after the restart the webhook is sent, once. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { type Receiver, startReceiver } from '../receiver.ts'

const ROOT = resolve(import.meta.dirname, '../..')

let folder: string
let shop: Receiver
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
  shop = await startReceiver()
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A process that pays and says so. It delivers nothing by itself, so the webhook is committed and unsent. */
const PAYS = `
  import { createSandbox } from '${ROOT}/dist/index.js'
  const sandbox = await createSandbox({ db: process.argv[1], webhook: process.argv[2] })
  const { payment } = await sandbox.pay({ merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' })
  console.log(payment.imp_uid)
`

/** A process that is in the middle of a delivery: the shop has the request and does not answer. */
const DELIVERS = `${PAYS}; sandbox.settle()`

async function start(
  script: string,
  db: string,
  webhook: string,
): Promise<{ child: ChildProcess; imp_uid: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, db, webhook], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [imp_uid] = await once(createInterface({ input: child.stdout! }), 'line')
  return { child, imp_uid }
}

async function kill(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('killed before the webhook was sent', async () => {
  const db = join(folder, 'a.db')
  const { child, imp_uid } = await start(PAYS, db, shop.url)
  await kill(child)
  expect(shop.received).toEqual([])

  const after = await createSandbox({ db })
  expect(after.payment(imp_uid)).toMatchObject({ status: 'paid', merchant_uid: 'o1' })
  expect(after.webhooks()).toMatchObject([{ state: 'pending', imp_uid, attempts: [] }])
  await after.settle()
  await after.settle()
  expect(shop.received.map(({ body }) => JSON.parse(body))).toEqual([
    { imp_uid, merchant_uid: 'o1', status: 'paid' },
  ])
  await after.close()
})

test('killed while the shop was answering: sent again, the first attempt marked as cut off', async () => {
  const db = join(folder, 'a.db')
  let release = () => {}
  const slow = await startReceiver({ onRequest: () => new Promise((resolve) => (release = resolve)) })
  const arrived = new Promise<void>((resolve) => {
    const check = () => (slow.received.length > 0 ? resolve() : setImmediate(check))
    check()
  })
  const { child, imp_uid } = await start(DELIVERS, db, slow.url)
  await arrived
  await kill(child)
  release()
  await slow.close()

  const after = await createSandbox({ db })
  const [cut] = after.webhooks()
  expect(cut).toMatchObject({ state: 'pending', imp_uid, attempts: [{ status: null, error: 'interrupted' }] })
  await after.settle()
  expect(after.webhooks()[0]!.attempts).toHaveLength(2)
  await after.close()
})
