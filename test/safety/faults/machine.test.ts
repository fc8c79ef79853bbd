/** What the machine may do to a sandbox: no more files, another time, the end in the middle of work. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createSandbox } from '../../../src/index.ts'
import { makeFolder, startCli } from '../../cli/command-line.ts'
import { restClient } from '../../rest-client.ts'
import { prepare, shopAt } from './shop.ts'

const BIN = resolve(import.meta.dirname, '../../../bin/iamport-sandbox.js')
const CARD = {
  amount: 1000,
  name: '양말',
  card_number: '5242-4242-4242-4242',
  expiry: '2030-12',
  birth: '900101',
  pwd_2digit: '00',
}

test.skipIf(process.platform === 'win32')(
  'no more files for the process: nothing ends, and once some are free it goes on',
  async () => {
    const db = join(makeFolder(), 'a.db')
    const child = spawn(
      'sh',
      ['-c', 'ulimit -n 48; exec "$@"', 'sh', process.execPath, BIN, '--db', db, '--port', '0'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const ended = once(child, 'close')
    onTestFinished(async () => {
      child.kill('SIGKILL')
      await ended
    })
    const lines: string[] = []
    const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
    await once(reader, 'line')
    const url = lines[0]!.replace('ready ', '')
    const shop = await shopAt(url)
    await prepare(shop, 'before')
    const { port, hostname } = new URL(url)
    const sockets: Socket[] = []
    for (let n = 0; n < 80; n++) {
      const socket = connect(Number(port), hostname).on('error', () => {})
      sockets.push(socket)
      await new Promise((done) => socket.once('connect', done).once('close', done))
    }
    for (const socket of sockets) socket.destroy()
    expect(await shop.get('/payments/prepare/before')).toMatchObject({ status: 200, code: 0 })
    expect(await prepare(shop, 'after')).toMatchObject({ status: 200, code: 0 })
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  },
)

test('the machine’s clock set back by a year, and far forward: payments and tokens go on, and nothing is lost', async () => {
  const db = join(makeFolder(), 'a.db')
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-06-01T12:00:00Z') })
  onTestFinished(() => void vi.useRealTimers())
  const order = { pg: 'html5_inicis', amount: 14000, buyer_tel: '010-1234-5678' }
  const first = await createSandbox({ db, seed: 1, leaks: 'ignore' })
  const sold = await first.pay({ ...order, merchant_uid: 'o1' })
  vi.setSystemTime(Date.parse('2025-06-01T12:00:00Z'))
  const shop = await restClient(first)
  const later = await first.pay({ ...order, merchant_uid: 'o2' })
  // While it runs its time never goes back.
  expect(later.payment!.started_at).toBeGreaterThanOrEqual(sold.payment!.started_at)
  expect((await shop.get(`/payments/${sold.payment!.imp_uid}`)).response).toMatchObject({ status: 'paid' })
  await first.close()
  for (const now of ['2025-06-01T12:00:00Z', '2199-12-31T23:59:59Z']) {
    vi.setSystemTime(Date.parse(now))
    const next = await createSandbox({ db, leaks: 'ignore' })
    await next.pay({ ...order, merchant_uid: now })
    await next.settle()
    expect(await (await restClient(next)).get('/payments/status/all')).toMatchObject({ code: 0 })
    const names = next.payments().map(({ merchant_uid }) => merchant_uid)
    expect(names).toEqual(expect.arrayContaining(['o1', 'o2', now]))
    await next.close()
  }
})

test('told to end under load: every call is answered or refused, and what was answered is there after the next start', async () => {
  const folder = makeFolder()
  const args = ['--db', join(folder, 'a.db'), '--port', '0']
  const sandbox = await startCli(folder, args)
  const shop = await shopAt(sandbox.url)
  const answered: string[] = []
  const refused: string[] = []
  let n = 0
  const buyer = async () => {
    for (;;) {
      const merchant_uid = `o${n++}`
      try {
        const { status, code, response } = await shop.post('/subscribe/payments/onetime', {
          ...CARD,
          merchant_uid,
        })
        expect({ status, code, is: response.status }).toEqual({ status: 200, code: 0, is: 'paid' })
        answered.push(merchant_uid)
      } catch (error) {
        // The connection was refused or closed: no half of an answer.
        if (!(error instanceof TypeError)) throw error
        refused.push(merchant_uid)
        return
      }
    }
  }
  const buyers = Array.from({ length: 16 }, buyer)
  await sandbox.line('o40')
  expect(await sandbox.stop('SIGTERM')).toBe(0)
  await Promise.all(buyers)
  expect(answered.length).toBeGreaterThan(30)
  expect(refused).toHaveLength(16)
  const again = await startCli(folder, args)
  const then = await shopAt(again.url)
  for (const merchant_uid of answered) {
    expect((await then.get(`/payments/find/${merchant_uid}`)).response).toMatchObject({ status: 'paid' })
  }
})
