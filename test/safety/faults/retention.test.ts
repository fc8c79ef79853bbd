/** `--keep`: what is over and old goes, a little at a time; what somebody still waits for stays. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { call } from '../../../src/acts/call.ts'
import { ShopperOrder } from '../../../src/acts/shopper-order.ts'
import { createInstance, type Instance } from '../../../src/sandbox.ts'
import { readSettings, SettingError } from '../../../src/settings.ts'
import { makeFolder } from '../../cli/command-line.ts'
import { lookInto } from '../../sqlite.ts'

const CLOCK = '2026-01-01T00:00:00+09:00'
const order = { pg: 'html5_inicis', name: '양말', amount: 9000, buyer_tel: '010-1234-5678' }

async function start(keep: string, more: object = {}): Promise<Instance> {
  const instance = await createInstance(
    readSettings({ db: ':memory:', seed: '1', clock: CLOCK, keep, ...more }),
  )
  onTestFinished(() => instance.close())
  return instance
}

const CARD = {
  amount: 100,
  name: '양말',
  card_number: '5242-4242-4242-4242',
  expiry: '2030-12',
  birth: '900101',
  pwd_2digit: '00',
}

const all = ({ payments }: Instance) =>
  payments.read.list({ merchant: 1, sorting: 'started', limit: 10_000, offset: 0 }).list
const names = (instance: Instance) => all(instance).map(({ merchant_uid }) => merchant_uid)
const sweepAll = ({ retention }: Instance) => {
  while (retention.sweep());
}

type Kind = 'paid' | 'failed' | 'cancelled' | 'account' | 'open window'
const KINDS: readonly Kind[] = ['paid', 'failed', 'cancelled', 'account', 'open window']

async function make(instance: Instance, kind: Kind, merchant_uid: string): Promise<void> {
  const { acts } = instance
  if (kind === 'open window') return void acts.open(ShopperOrder.parse({ ...order, merchant_uid }))
  if (kind === 'account')
    return void (await acts.pay(ShopperOrder.parse({ ...order, merchant_uid, pay_method: 'vbank' })))
  const { payment } = await acts.pay(
    ShopperOrder.parse({ ...order, merchant_uid, ...(kind === 'failed' ? { outcome: 'cancel' } : {}) }),
  )
  if (kind === 'cancelled') acts.cancel(payment!.imp_uid, {})
}

test('whatever was sold, the newest so many stay, what is open stays, and the rest is gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 8 }),
      async (kinds, keep) => {
        const instance = await createInstance(
          readSettings({ db: ':memory:', seed: '1', clock: CLOCK, keep: `${keep} payments` }),
        )
        try {
          for (const [n, kind] of kinds.entries()) await make(instance, kind, `${n} ${kind}`)
          const before = names(instance)
          sweepAll(instance)
          const after = names(instance)
          const isOpen = (name: string) => /account|open window/.test(name)
          // The oldest go first, and only as many as there are too many.
          const over = before.filter((name, n) => !isOpen(name) && n < before.length - 1)
          const gone = over.slice(0, Math.max(0, before.length - keep))
          expect(after).toEqual(before.filter((name) => !gone.includes(name)))
        } finally {
          await instance.close()
        }
      },
    ),
    { numRuns: 15 },
  )
})

test('days are those of the sandbox’s clock, counted from when something last happened to a payment', async () => {
  const instance = await start('30 days')
  await make(instance, 'paid', 'old')
  await make(instance, 'account', 'account')
  await make(instance, 'paid', 'touched later')
  await instance.walk(instance.clock.now() + 20 * 86_400)
  const [, , touched] = all(instance)
  instance.acts.cancel(touched!.imp_uid, { amount: 1000 })
  await instance.walk(instance.clock.now() + 15 * 86_400)
  await make(instance, 'paid', 'new')
  sweepAll(instance)
  expect(names(instance)).not.toContain('old')
  expect(names(instance)).toEqual(expect.arrayContaining(['touched later', 'new']))
})

test('a payment whose webhook is still to be sent stays', async () => {
  const instance = await start('1', { webhook: 'http://127.0.0.1:9/hook' })
  for (let n = 0; n < 4; n++) await make(instance, 'paid', `o${n}`)
  sweepAll(instance)
  expect(names(instance)).toHaveLength(4)
  await instance.ticker.settle()
  sweepAll(instance)
  expect(names(instance)).toEqual(['o3'])
})

test('nothing is left that hung on a payment that is gone, and the next payment has a number of its own', async () => {
  const db = join(makeFolder(), 'a.db')
  const instance = await createInstance(
    readSettings({ db, seed: '1', clock: CLOCK, keep: '1', webhook: 'http://127.0.0.1:9/hook' }),
  )
  for (let n = 0; n < 5; n++) await make(instance, 'cancelled', `o${n}`)
  await instance.ticker.settle()
  const old = all(instance).map(({ imp_uid }) => imp_uid)
  sweepAll(instance)
  await make(instance, 'paid', 'next')
  const kept = all(instance).map(({ imp_uid }) => imp_uid)
  expect(new Set([...old, ...kept]).size).toBe(old.length + 1)
  await instance.close()
  const reader = lookInto(db)
  const tables = reader
    .prepare(
      "select m.name from sqlite_schema m join pragma_table_info(m.name) c on c.name = 'imp_uid' where m.type = 'table'",
    )
    .all({})
  expect(tables.length).toBeGreaterThan(8)
  for (const { name } of tables) {
    const rows = reader.prepare(`select distinct imp_uid from "${name}" where imp_uid is not null`).all({})
    expect([name, rows.filter(({ imp_uid }) => !kept.includes(String(imp_uid)))]).toEqual([name, []])
  }
  expect(reader.prepare('pragma foreign_key_check').all({})).toEqual([])
  reader.close()
})

test('it goes little by little, and health says how far it is', async () => {
  const instance = await start('10 payments')
  for (let n = 0; n < 130; n++) {
    await call(instance, 'POST /subscribe/payments/onetime', { body: { ...CARD, merchant_uid: `o${n}` } })
  }
  expect(instance.retention.sweep()).toBe(true)
  expect(instance.retention.state()).toEqual({ keep: '10 payments', payments: 30, removed: 100 })
  sweepAll(instance)
  expect(instance.retention.state()).toEqual({ keep: '10 payments', payments: 10, removed: 120 })
})

test.each(['', '1000', '100000 payments', '30 days', '30d', '5 건', '7일'])('--keep takes %o', (keep) => {
  expect(readSettings({ keep }).keep).toBe(keep || null)
})
test.each(['0', '-1', '30 weeks', 'many', '1.5 days', '30 days ago', '1e5', '10000000000'])(
  '--keep does not take %o, and says what it takes',
  (keep) => {
    expect(() => readSettings({ keep })).toThrow(SettingError)
    expect(() => readSettings({ keep })).toThrow(/--keep.*100000 payments 또는 30 days/)
  },
)
