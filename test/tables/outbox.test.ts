/** What waits in the outbox comes out of it, whatever its host and lane are called: each once, the oldest of a host first. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import type { NewDelivery, Outbox } from '../../src/webhooks/outbox.ts'
import { merchantLike } from './merchant-like.ts'

/** Half surrogates and NUL among them: what stands in an address that is none. */
const odd = fc.oneof(
  fc.constantFrom('', '\0', 'a\0b', '\ud800', 'a\udfff', '\ud83d\ude00', 'shop'),
  fc.string({ unit: 'binary', maxLength: 4 }),
)
const waiting = fc.record({ host: odd, lane: odd, due_ms: fc.integer({ min: 0, max: 5 }) })
const LAST_MS = 5

const delivery = (more: Partial<NewDelivery>): NewDelivery => ({
  merchant: 1,
  imp_uid: null,
  merchant_uid: null,
  event: 'test',
  url: 'http://127.0.0.1:1/',
  original_url: 'http://127.0.0.1:1/',
  content_type: 'json',
  body: {},
  state: 'pending',
  due_ms: 0,
  created_at: 0,
  host: '',
  lane: '',
  waits_for: null,
  fault: null,
  ...more,
})

/** Begins one after the other until nothing is due; no more often than there are. */
function drained(outbox: Outbox, most: number): { id: number; due_ms: number }[] {
  const begun: { id: number; due_ms: number }[] = []
  while (outbox.nextDue({ lanes: [], hosts: [] }) !== null && begun.length <= most) {
    const [first] = outbox.startable(LAST_MS, { lanes: [], hosts: [] }, 1)
    if (!first) break
    outbox.begin(first.id, 0, 'first', { headers: {}, body: '' })
    begun.push(first)
  }
  return begun
}

test('each comes once, the oldest first, and nothing is left', () => {
  fc.assert(
    fc.property(fc.array(waiting, { maxLength: 12 }), (all) => {
      const database = openDatabase(':memory:', MIGRATIONS)
      const { merchants, outbox } = createStores(database, () => '')
      merchants.insert(merchantLike(1))
      outbox.transaction(() => {
        for (const one of all) outbox.put(delivery(one))
      })
      const begun = drained(outbox, all.length)
      expect(begun.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(all.map((_one, n) => n + 1))
      expect(begun.map(({ due_ms }) => due_ms)).toEqual(
        all.map(({ due_ms }) => due_ms).toSorted((a, b) => a - b),
      )
      database.close()
    }),
  )
})
