/** What goes wrong with the database while a sandbox is at work: one sentence, nothing half written, and over when it is over. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ShopperOrder } from '../../../src/acts/shopper-order.ts'
import { chosenDriver } from '../../../src/core/drivers/choose.ts'
import type { Connection } from '../../../src/core/drivers/driver.ts'
import { createInstance, type Instance } from '../../../src/sandbox.ts'
import { readSettings } from '../../../src/settings.ts'
import { makeFolder } from '../../cli/command-line.ts'
import { openSqlite } from '../../sqlite.ts'
import { prepare, shopAt } from './shop.ts'

/** A sandbox on a file, with a hand on its own connection. */
async function start(db: string): Promise<{ instance: Instance; own: Connection; said: () => string[] }> {
  const opened: Connection[] = []
  const driver = chosenDriver()!
  const open = driver.open.bind(driver)
  const spy = vi.spyOn(driver, 'open').mockImplementation((file) => {
    const connection = open(file)
    opened.push(connection)
    return connection
  })
  const instance = await createInstance(readSettings({ db, seed: '1', port: '0' }))
  spy.mockRestore()
  onTestFinished(() => instance.close())
  const said = () =>
    instance.journal
      .events()
      .filter(({ kind }) => kind === 'fault')
      .map(({ text }) => text)
  return { instance, own: opened.at(-1)!, said }
}

const order = { pg: 'html5_inicis', name: '양말', amount: 9000, buyer_tel: '010-1234-5678' }

/** Every payment is whole: its state has a line in its timeline. */
function expectWhole({ payments }: Instance): void {
  const { list } = payments.read.list({ merchant: 1, sorting: 'started', limit: 10_000, offset: 0 })
  for (const { imp_uid, status } of list) {
    const lines = payments.read.timeline(imp_uid).map(({ what }) => what)
    expect(lines).toContain('window opened')
    expect(lines.includes('approved')).toBe(status === 'paid')
  }
}

async function sellUntilRefused(instance: Instance, most: number): Promise<number> {
  for (let n = 0; n < most; n++) {
    try {
      await instance.acts.pay(ShopperOrder.parse({ ...order, merchant_uid: `o${n}` }))
    } catch {
      return n
    }
  }
  return most
}

test('a full disk: sales are refused whole and in one sentence, and go on once there is room again', async () => {
  const { instance, own, said } = await start(join(makeFolder(), 'a.db'))
  const shop = await shopAt(await instance.listen())
  const pages = Number(own.prepare('pragma page_count').get({})?.page_count)
  own.exec(`pragma max_page_count = ${pages + 4}`)
  const sold = await sellUntilRefused(instance, 500)
  expect(sold).toBeLessThan(500)
  const refused = await shop.post('/payments/prepare', { merchant_uid: `${'m'.repeat(39)}`, amount: 1 })
  if (refused.status !== 200) expect(refused).toMatchObject({ status: 503, code: -1, response: null })
  expectWhole(instance)
  expect(said()).toHaveLength(1)
  expect(said()[0]).toMatch(/^디스크가 가득 차 데이터베이스 .*에 쓰지 못했습니다/)
  own.exec('pragma max_page_count = 1073741823')
  expect(await prepare(shop, 'after')).toMatchObject({ status: 200, code: 0 })
  for (let n = 0; n < 10; n++) expect(await prepare(shop, `more${n}`)).toMatchObject({ status: 200 })
  expect(said().at(-1)).toBe('데이터베이스에 다시 씁니다.')
  await instance.acts.pay(ShopperOrder.parse({ ...order, merchant_uid: 'again' }))
  expectWhole(instance)
})

const can_mount = canMount()

test.skipIf(!can_mount)('a small disk that really is full, and has room again', async () => {
  const folder = makeFolder()
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk])
  onTestFinished(() => void execFileSync('umount', ['-l', disk]))
  const { instance, said } = await start(join(disk, 'a.db'))
  const shop = await shopAt(await instance.listen())
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(1_000_000))
  expect(await sellUntilRefused(instance, 2000)).toBeLessThan(2000)
  expect(said()[0]).toContain('디스크가 가득 차')
  expectWhole(instance)
  rmSync(join(disk, 'ballast'))
  expect(await prepare(shop, 'after')).toMatchObject({ status: 200, code: 0 })
  expectWhole(instance)
})

test('a lock of another process: refused at once after the first wait, read all the same, and over with the lock', async () => {
  const db = join(makeFolder(), 'a.db')
  const { instance, own, said } = await start(db)
  const shop = await shopAt(await instance.listen())
  await prepare(shop, 'before')
  instance.trace.flush()
  const other = openSqlite(db)
  other.exec('begin immediate')
  for (let n = 0; n < 20; n++) {
    const answer = await prepare(shop, `${n}`)
    expect(answer).toMatchObject({ status: 503, code: -1, response: null })
    expect(answer.message).toContain('다른 프로세스가 잠그고 있어')
  }
  // The process waits for nobody any more: that is what SQLite itself is told.
  expect(own.prepare('pragma busy_timeout').get({})).toMatchObject({ timeout: 0 })
  expect(await shop.get('/payments/prepare/before')).toMatchObject({ status: 200, code: 0 })
  expect(instance.trace.list({ merchant_uid: 'before' }).total).toBeGreaterThan(0)
  other.exec('rollback')
  other.close()
  expect(await prepare(shop, 'after')).toMatchObject({ status: 200, code: 0 })
  expect(own.prepare('pragma busy_timeout').get({})).not.toMatchObject({ timeout: 0 })
  expect(said()).toHaveLength(2)
})

test('every surface says the same sentence, and none a stack', async () => {
  const db = join(makeFolder(), 'a.db')
  const { instance } = await start(db)
  const url = await instance.listen()
  const other = openSqlite(db)
  other.exec('begin immediate')
  const json = { 'content-type': 'application/json' }
  const asked: readonly (readonly [string, RequestInit])[] = [
    [
      '/users/getToken',
      {
        method: 'POST',
        headers: json,
        body: '{"imp_key":"0000000000000000","imp_secret":"iamport-sandbox-secret"}',
      },
    ],
    [
      '/_sandbox/payments',
      { method: 'POST', headers: json, body: JSON.stringify({ ...order, merchant_uid: 'o1' }) },
    ],
    [
      '/checkout/requests',
      {
        method: 'POST',
        headers: json,
        body: JSON.stringify({
          user_code: instance.merchants.byDefault().user_code,
          version: '1.1.5',
          data: { ...order, merchant_uid: 'o2' },
        }),
      },
    ],
  ]
  for (const [path, init] of asked) {
    const answer = await fetch(`${url}${path}`, init)
    const text = await answer.text()
    expect({ path, status: answer.status }).toEqual({ path, status: 503 })
    expect(text).toContain('다른 프로세스가 잠그고 있어')
    expect(text).not.toMatch(/ at .*\.(ts|js):\d+/)
  }
  other.exec('rollback')
  other.close()
})

/** Root may mount in some places, and not in others. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const place = '/tmp/iamport-sandbox-can-mount'
  try {
    mkdirSync(place, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' })
    execFileSync('umount', [place], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
