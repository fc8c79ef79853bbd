/** One look-up finds the operation: literal segments before parameters, any case, one slash at the end, nothing else. */
import { afterAll, describe, expect, test } from 'vitest'
import { operationTable } from '../../src/rest/table.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'

const world = await createInstance(readSettings({ db: ':memory:', seed: '1' }))
afterAll(() => world.close())
const table = operationTable(world.operations)
const find = (method: string, path: string) => {
  const found = table.find(method, path)
  return found && { name: `${found.row.method} ${found.row.path}`, params: found.params }
}

describe.each(world.operations.map((row) => [`${row.method} ${row.path}`, row] as const))(
  '%s',
  (name, row) => {
    const whole = row.path.replace(/\{(\w+)\??\}/g, 'x-$1')
    const values = [...row.path.matchAll(/\{(\w+)\??\}/g)].map(([, key]) => [key, `x-${key}`])

    test('is found by its path, with its parameters', () => {
      for (const method of [row.method, ...(row.also ?? [])]) {
        expect(find(method, whole)).toEqual({ name, params: Object.fromEntries(values) })
        expect(find(method, `${whole}/`)).toEqual({ name, params: Object.fromEntries(values) })
      }
    })

    test('is found in capitals, whose parameters stay as they are written', () => {
      expect(find(row.method, whole.toUpperCase())?.name).toBe(name)
      for (const value of Object.values(find(row.method, whole.toUpperCase())!.params)) {
        expect(value).toBe(value.toUpperCase())
      }
    })

    test('is not found with a segment more, an empty one, or by another method', () => {
      expect(find(row.method, `${whole}/more/and/more`)).toBeNull()
      expect(find(row.method, `${whole}//`)).toBeNull()
      expect(find(row.method, `/${whole}`)).toBeNull()
      expect(find('PATCH', whole)).toBeNull()
    })
  },
)

test.each([
  ['GET', '/payments/prepare/o1', 'GET /payments/prepare/{merchant_uid}'],
  ['POST', '/payments/prepare', 'POST /payments/prepare'],
  ['GET', '/payments/prepared', 'GET /payments/{imp_uid}'],
  ['HEAD', '/payments/imp_1', 'GET /payments/{imp_uid}'],
  ['GET', '/payments/find/o1', 'GET /payments/find/{merchant_uid}/{payment_status?}'],
  ['GET', '/payments/find/o1/paid', 'GET /payments/find/{merchant_uid}/{payment_status?}'],
  ['GET', '/payments/find/balance', 'GET /payments/find/{merchant_uid}/{payment_status?}'],
  ['GET', '/payments/imp_1/balance', 'GET /payments/{imp_uid}/balance'],
  ['GET', '/USERS/PG', 'GET /users/pg'],
  ['POST', '/payments/', 'GET /payments'],
])('%s %s is %s', (method, path, name) => {
  expect(find(method, path)?.name).toBe(name)
})

test.each(['', '/', '//', '/nothing', '/toString', '/__proto__', '/payments/a/b/c/d', 'payments'])(
  'a POST to %j is none',
  (path) => {
    expect(find('POST', path)).toBeNull()
  },
)

test('names of objects are values like others', () => {
  expect(find('GET', '/payments/__proto__')?.params).toEqual({ imp_uid: '__proto__' })
  expect(find('GET', '/payments/constructor/balance')?.params).toEqual({ imp_uid: 'constructor' })
})
