/** What the store of shops remembers is what the table says, whoever took something back. */
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createSnapshots } from '../../src/core/snapshots.ts'
import { DEFAULT_MERCHANT, DEFAULT_SETTINGS } from '../../src/merchants/default-merchant.ts'
import { filled } from '../../src/merchants/filled.ts'
import { MerchantSettings } from '../../src/merchants/merchant.ts'
import { createMerchantStore } from '../../src/merchants/store.ts'
import { MIGRATIONS } from '../../src/sandbox.ts'

const settings = MerchantSettings.parse({})
const shop = { ...DEFAULT_MERCHANT, id: 2, user_code: 'imp2', imp_key: 'K2', settings }

function open() {
  const database = openDatabase(':memory:', MIGRATIONS)
  const store = createMerchantStore(database)
  store.insert({ ...DEFAULT_MERCHANT, settings })
  return { database, store }
}

test('a shop that was added and read in a transaction that failed was never there', () => {
  const { store } = open()
  const failing = () =>
    store.transaction(() => {
      store.insert(shop)
      expect(store.byUserCode('imp2')).toEqual(shop)
      throw new Error('no')
    })
  expect(failing).toThrow('no')
  expect(store.byUserCode('imp2')).toBeNull()
  expect(store.all()).toHaveLength(1)
})

test('so are settings that were changed there, and a shop that was removed is back', () => {
  const { store } = open()
  store.insert(shop)
  expect(() =>
    store.transaction(() => {
      store.saveSettings(1, { ...settings, default_pg: 'nice' })
      store.remove(2)
      expect([store.byId(1)?.settings.default_pg, store.byKey('K2')]).toEqual(['nice', null])
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(store.byId(1)?.settings).toEqual(settings)
  expect(store.byKey('K2')).toEqual(shop)
})

test('a snapshot that comes back brings its shops', () => {
  const { database, store } = open()
  const snapshots = createSnapshots(database)
  snapshots.save('one shop')
  store.insert(shop)
  snapshots.restore('one shop')
  store.forget()
  expect(store.byId(2)).toBeNull()
})

test('removing an agent removes the sub-merchants of its tiers, and nobody whose code only begins alike', () => {
  const { store } = open()
  store.insert(shop)
  store.insert({ ...shop, id: 3, user_code: 'imp2/ABC', imp_key: 'K2/ABC' })
  store.insert({ ...shop, id: 4, user_code: 'imp22', imp_key: 'K22' })
  store.remove(2)
  expect(store.all().map(({ user_code }) => user_code)).toEqual([DEFAULT_MERCHANT.user_code, 'imp22'])
})

test('a new shop has the settings that the schema gives it, and what is said of none stays as it is there', () => {
  expect(Object.entries(filled({}))).toEqual(Object.entries(MerchantSettings.parse({})))
  expect(Object.keys(DEFAULT_SETTINGS)).toEqual(Object.keys(MerchantSettings.shape))
  const said = { strictness: 'strict', notification_url: undefined } as const
  expect(filled(said)).toEqual(MerchantSettings.parse(said))
})
