/**
 * What a sale costs the database: statements are counted, so that nobody adds one without meaning to. No time is measured.
 *
 * A number here may fall; where it must rise, the reason belongs into the change that raises it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chosenDriver } from '../../src/core/drivers/choose.ts'
import type { Connection, Statement } from '../../src/core/drivers/driver.ts'
import { askedToPay } from '../../src/payments/request-pay.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'

let instance: Instance
let statements: string[]
let folder: string

/** A connection that tells of every statement that it runs. */
function counted(connection: Connection): Connection {
  const prepare = (sql: string): Statement => {
    const statement = connection.prepare(sql)
    const told = <T>(run: T): T => {
      statements.push(sql.replace(/\s+/g, ' ').trim())
      return run
    }
    return {
      all: (params) => told(statement.all(params)),
      get: (params) => told(statement.get(params)),
      run: (params) => told(statement.run(params)),
    }
  }
  return { ...connection, prepare }
}

beforeEach(async () => {
  statements = []
  const driver = chosenDriver()!
  const open = driver.open.bind(driver)
  const spy = vi.spyOn(driver, 'open').mockImplementation((file) => counted(open(file)))
  const clock = '2026-01-01T00:00:00+09:00'
  // A file: databases in memory may be those of a sandbox before.
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-statements-'))
  instance = await createInstance(
    readSettings({
      db: join(folder, 'sandbox.db'),
      port: 0,
      seed: 1,
      clock,
      webhook: 'http://127.0.0.1:1/webhook',
    }),
  )
  spy.mockRestore()
  charge('warm up')
  statements = []
})
afterEach(async () => {
  await instance.close()
  rmSync(folder, { recursive: true })
})

function charge(merchant_uid: string) {
  const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
  return instance.billing.onetime(1, card, {}, null, { merchant_uid, amount: 1004, facts: {} })
}

test('a paid charge with its webhook is eight statements, two of which write, and three draws of the dice', () => {
  const draws = (['digits', 'hex', 'base32', 'uuid'] as const).map((draw) => vi.spyOn(instance.dice, draw))
  expect(charge('o1').status).toBe('paid')
  expect(statements.filter((sql) => /^(insert|update|delete)/.test(sql))).toHaveLength(2)
  expect(statements.length).toBeLessThanOrEqual(8)
  expect(draws.flatMap(({ mock }) => mock.calls).length).toBeLessThanOrEqual(3)
})

test('a sale in a window writes nothing twice', async () => {
  const from = { sdk: '1.1.5', device: 'pc', user_agent: 'a browser' } as const
  const order = {
    pg: 'html5_inicis',
    merchant_uid: 'o1',
    name: '주문',
    amount: 1004,
    buyer_tel: '010-1234-5678',
  }
  const { user_code } = instance.merchants.byDefault()
  const asked = instance.checkout.request(user_code, undefined, askedToPay(order), from)
  if ('refused' in asked) throw new Error(asked.reason.message)
  expect(statements.length).toBeLessThanOrEqual(12)
  statements = []
  await instance.checkout.end(asked.window.id, 'approve')
  const written = statements.filter((sql) => /^(insert|update|delete)/.test(sql))
  expect(new Set(written).size).toBe(written.length)
  expect(statements.length).toBeLessThanOrEqual(15)
})
