/** What waits in the outbox comes out of it, whatever its host and lane are called: each once, the oldest of a host first. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createSnapshots } from '../../src/core/snapshots.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import { type Delivery, type NewDelivery, readDelivery } from '../../src/webhooks/delivery.ts'
import { createLanes, PER_HOST } from '../../src/webhooks/lanes.ts'
import type { Outbox } from '../../src/webhooks/outbox.ts'
import { REMEMBERED } from '../../src/webhooks/waiting-store.ts'
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

test('what is remembered of one until it leaves is what its row holds, whatever became of it', () => {
  const text = fc.oneof(odd, fc.constant('http://127.0.0.1:1/hook?a=1'))
  const written = fc.record({
    url: text,
    original_url: text,
    merchant_uid: fc.option(odd),
    imp_uid: fc.constantFrom('imp_1', 'imp_2', null),
    lane: odd,
    waits_for: fc.constantFrom(null, null, 'browser' as const, 'next' as const),
    due_ms: fc.integer({ min: 0, max: LAST_MS }),
    body: fc.constantFrom({}, { status: 'paid' }, { extra: { note: '메모' } }),
  })
  const steps = fc.array(
    fc.record({
      do: fc.constantFrom('put', 'put', 'put', 'undo', 'release', 'begin', 'again', 'restore', 'gone'),
      written,
    }),
    { maxLength: 25 },
  )
  fc.assert(
    fc.property(steps, (steps) => {
      const database = openDatabase(':memory:', MIGRATIONS)
      const stores = createStores(database, () => '')
      const { outbox } = stores
      stores.merchants.insert(merchantLike(1))
      const snapshots = createSnapshots(database)
      snapshots.save('empty')
      const none = { lanes: [], hosts: [] }
      for (const { do: what, written } of steps) {
        const [first] = outbox.startable(LAST_MS, none, 1)
        if (what === 'put') outbox.transaction(() => outbox.put(delivery(written)))
        else if (what === 'undo') {
          expect(() =>
            outbox.transaction(() => {
              outbox.put(delivery(written))
              throw new Error('undone')
            }),
          ).toThrow('undone')
        } else if (what === 'release')
          outbox.release(written.waits_for ?? 'next', written.imp_uid ?? 'imp_1', 1000, 0)
        else if (what === 'gone' || what === 'restore') {
          if (what === 'gone') database.run('delete from deliveries')
          else snapshots.restore('empty')
          stores.forget()
        } else if (first) {
          const attempt = outbox.begin(first.id, 0, 'first', { headers: {}, body: '' })
          const ended = { ms: 1, status: 500, error: 'status', response: null }
          if (what === 'again') outbox.finish(first.id, attempt, ended, 'pending', LAST_MS)
        }
        for (const one of outbox.startable(LAST_MS, none, 100)) expect(one).toEqual(outbox.byId(one.id))
      }
      database.close()
    }),
  )
})

test('what may leave, and when, is what the rows say, however much of it is remembered', () => {
  const hosts = fc.constantFrom('h1', 'h2', 'h3')
  const lanes = fc.constantFrom('l1', 'l2', 'l3', 'l4', 'l5')
  const due_ms = fc.integer({ min: 0, max: 2 * LAST_MS })
  const step = fc.record({
    do: fc.constantFrom('put', 'put', 'put', 'many', 'begin', 'again', 'over', 'release', 'undo', 'recover'),
    written: fc.record({
      host: hosts,
      lane: lanes,
      due_ms,
      imp_uid: fc.constantFrom('imp_1', 'imp_2'),
      waits_for: fc.constantFrom(null, null, null, 'next' as const, 'browser' as const),
    }),
    asked: fc.record({
      now_ms: due_ms,
      lanes: fc.subarray(['l1', 'l2', 'l3']),
      hosts: fc.subarray(['h1', 'h2']),
      room: fc.integer({ min: 0, max: 3 }),
      limit: fc.integer({ min: 1, max: 5 }),
    }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const database = openDatabase(':memory:', MIGRATIONS)
      const { merchants, outbox } = createStores(database, () => '')
      merchants.insert(merchantLike(1))
      const begun: { id: number; attempt: number }[] = []
      for (const { do: what, written, asked } of steps) {
        const put = (times = 1) =>
          outbox.transaction(() => {
            for (let n = 0; n < times; n++) outbox.put(delivery(written))
          })
        const ended = { ms: 1, status: 500, error: 'status', response: null }
        const [first] = outbox.startable(LAST_MS, { lanes: [], hosts: [] }, 1)
        const last = begun.at(-1)
        if (what === 'put') put()
        else if (what === 'many') put(REMEMBERED)
        else if (what === 'recover') outbox.recover()
        else if (what === 'release') outbox.release(written.waits_for ?? 'next', written.imp_uid, 10_000, 0)
        else if (what === 'begin' && first)
          begun.push({ id: first.id, attempt: outbox.begin(first.id, 0, 'first', { headers: {}, body: '' }) })
        else if (what === 'again' && last)
          outbox.finish(last.id, last.attempt, ended, 'pending', written.due_ms)
        else if (what === 'over' && last) outbox.finish(last.id, last.attempt, ended, 'failed')
        else if (what === 'undo' && first) {
          const undone = () =>
            outbox.transaction(() => {
              put()
              outbox.begin(first.id, 0, 'first', { headers: {}, body: '' })
              throw new Error('undone')
            })
          expect(undone).toThrow('undone')
        }
        const { now_ms, lanes, hosts, room, limit } = asked
        const taken = { lanes, hosts, roomOf: () => room }
        const free = database
          .all("select * from deliveries where state = 'pending' order by due_ms, id")
          .map(readDelivery)
          .filter(({ host, lane }) => !hosts.includes(host) && !lanes.includes(lane))
        const due = free.filter(({ due_ms }) => due_ms <= now_ms)
        const of = ({ host }: Delivery, n: number) =>
          due.slice(0, n).filter((one) => one.host === host).length
        expect(outbox.nextDue(taken)).toEqual(free[0]?.due_ms ?? null)
        expect(outbox.startable(now_ms, taken, limit)).toEqual(
          due.filter((one, n) => of(one, n) < Math.min(room, limit)).slice(0, limit),
        )
      }
      database.close()
    }),
  )
})

test('the number of one that has gone may be that of the next, and nothing of the first is left', () => {
  const database = openDatabase(':memory:', MIGRATIONS)
  const { merchants, outbox } = createStores(database, () => '')
  merchants.insert(merchantLike(1))
  const put = (more: Partial<NewDelivery>) => outbox.transaction(() => outbox.put(delivery(more)))
  const first = put({ merchant_uid: 'gone' })
  database.run('delete from deliveries')
  const next = put({ merchant_uid: 'next', waits_for: 'browser' })
  expect(next).toBe(first)
  expect(outbox.startable(LAST_MS, { lanes: [], hosts: [] }, 1)).toEqual([outbox.byId(next)])
  database.close()
})

test('one that waits for the next of its payment is let go by it, also after a restart', () => {
  const database = openDatabase(':memory:', MIGRATIONS)
  const stores = createStores(database, () => '')
  stores.merchants.insert(merchantLike(1))
  const swapped = delivery({ imp_uid: 'imp_1', due_ms: 60_000, waits_for: 'next' })
  const id = stores.outbox.transaction(() => stores.outbox.put(swapped))
  const started = createStores(database, () => '').outbox
  expect(started.release('next', 'imp_1', id, 7)).toBe(0)
  expect(started.release('next', 'imp_2', id + 1, 7)).toBe(0)
  expect(started.release('next', 'imp_1', id + 1, 7)).toBe(1)
  expect(started.byId(id)).toMatchObject({ waits_for: null, due_ms: 7 })
  database.close()
})

test('no more are read than their host has room for, and none is kept back by those of another host', () => {
  const database = openDatabase(':memory:', MIGRATIONS)
  const { merchants, outbox } = createStores(database, () => '')
  merchants.insert(merchantLike(1))
  outbox.transaction(() => {
    for (let n = 0; n < 20; n++) outbox.put(delivery({ host: 'slow', lane: `s${n}` }))
    for (let n = 0; n < 3; n++) outbox.put(delivery({ host: 'quick', lane: `q${n}`, due_ms: 1 }))
  })
  const lanes = createLanes()
  for (let n = 0; n < PER_HOST - 2; n++) lanes.enter({ host: 'slow', lane: `s${n}` })
  const found = outbox.startable(LAST_MS, lanes.taken(), 100).map(({ lane }) => lane)
  expect(found).toEqual(['s14', 's15', 'q0', 'q1', 'q2'])
  for (const lane of ['s14', 's15']) lanes.enter({ host: 'slow', lane })
  expect(outbox.startable(LAST_MS, lanes.taken(), 100).map(({ lane }) => lane)).toEqual(['q0', 'q1', 'q2'])
  database.close()
})

test('one that is remembered and has gone is begun no more than once', () => {
  const database = openDatabase(':memory:', MIGRATIONS)
  const { merchants, outbox } = createStores(database, () => '')
  merchants.insert(merchantLike(1))
  const none = { lanes: [], hosts: [] }
  expect(outbox.nextDue(none)).toBeNull()
  const id = outbox.transaction(() => outbox.put(delivery({ lane: 'l1', host: 'h1' })))
  const isKnownDue = () => outbox.isKnownDue(LAST_MS, () => true)
  expect(isKnownDue()).toBe(true)
  database.run('delete from deliveries')
  expect(() => outbox.begin(id, 0, 'first', { headers: {}, body: '' })).toThrow(/FOREIGN KEY/)
  expect([isKnownDue(), outbox.nextDue(none)]).toEqual([false, null])
  database.close()
})
