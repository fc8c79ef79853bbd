/** How hard a webhook is tried, and how many are under way at once. */
import { describe, expect, test, vi } from 'vitest'
import { createClock } from '../../src/core/clock.ts'
import type { Delivery } from '../../src/webhooks/delivery.ts'
import { createDueWebhooks } from '../../src/webhooks/due.ts'
import { createLanes, PER_HOST } from '../../src/webhooks/lanes.ts'
import type { Outbox } from '../../src/webhooks/outbox.ts'
import { isWorthRetrying, RETRIES, TIMEOUTS } from '../../src/webhooks/policy.ts'
import type { Sender } from '../../src/webhooks/sender.ts'
import type { Taken } from '../../src/webhooks/waiting-store.ts'

test('ten seconds to connect, thirty to answer; later fifteen in all; five more times, a minute apart', () => {
  const later = { connect_ms: 15_000, read_ms: 15_000, total_ms: 15_000 }
  const first = { connect_ms: 10_000, read_ms: 30_000, total_ms: 40_000 }
  expect(TIMEOUTS).toEqual({ first, retry: later, resend: later })
  expect(RETRIES).toEqual({ times: 5, every_ms: 60_000 })
})

test.each([
  ['a 500', 500, 'status', true],
  ['a 503', 503, 'status', true],
  ['a 499', 499, 'status', false],
  ['a 404', 404, 'status', false],
  ['a status that nobody heard', null, 'status', false],
  ['a success', 200, null, false],
  ['a redirect', 302, 'redirect', false],
  ['a reset', null, 'ECONNRESET', true],
  ['an answer too late', null, 'timeout', true],
  ['an address that is none', null, 'bad url: x', false],
  ['a request that is none', null, 'bad request: x', false],
  ['an address that is not called', null, 'address refused: x', false],
  ['words that only end so', null, 'no bad url', true],
])('%s is tried again: %s %s %s', (_what, status, error, is_worth) =>
  expect(isWorthRetrying({ status, error })).toBe(is_worth),
)

describe('lanes', () => {
  const lane = (n: number, host = 'h') => ({ lane: `l${n}`, host })

  test('one of a payment at a time, until it ends', () => {
    const lanes = createLanes()
    expect([lanes.isFree(lane(1)), lanes.isBusy('l1'), lanes.room()]).toEqual([true, false, 256])
    lanes.enter(lane(1))
    expect([lanes.isFree(lane(1)), lanes.isFree(lane(2)), lanes.isBusy('l1')]).toEqual([false, true, true])
    expect([lanes.room(), lanes.taken()]).toMatchObject([255, { lanes: ['l1'], hosts: [] }])
    expect(['h', 'h2'].map(lanes.taken().roomOf)).toEqual([PER_HOST - 1, PER_HOST])
    lanes.leave(lane(1))
    expect([lanes.isFree(lane(1)), lanes.isBusy('l1'), lanes.room()]).toEqual([true, false, 256])
    expect(lanes.taken()).toMatchObject({ lanes: [], hosts: [] })
  })

  test('sixteen to one host, and others meanwhile', () => {
    const lanes = createLanes()
    for (let n = 1; n < PER_HOST; n++) lanes.enter(lane(n))
    expect([PER_HOST, lanes.isFree(lane(99)), lanes.taken().hosts]).toEqual([16, true, []])
    lanes.enter(lane(PER_HOST))
    expect([lanes.isFree(lane(99)), lanes.isFree(lane(99, 'other')), lanes.taken().hosts]).toEqual([
      false,
      true,
      ['h'],
    ])
    lanes.leave(lane(1))
    lanes.leave(lane(2))
    lanes.enter(lane(1))
    expect([lanes.isFree(lane(99)), lanes.taken().hosts]).toEqual([true, []])
    lanes.enter(lane(2))
    expect(lanes.isFree(lane(99))).toBe(false)
  })

  test('so many over all', () => {
    const lanes = createLanes()
    for (let n = 0; n < 255; n++) lanes.enter(lane(n, `h${n}`))
    expect([lanes.isFree(lane(999, 'x')), lanes.room()]).toEqual([true, 1])
    lanes.enter(lane(255, 'h255'))
    expect([lanes.isFree(lane(999, 'x')), lanes.room()]).toEqual([false, 0])
  })
})

/** An outbox of deliveries at their times (Unix seconds), and a sender whose deliveries end when somebody says so. */
function dueOf(...waiting: [id: number, at: number, more?: object][]) {
  const clock = createClock({ mode: 'frozen', at_ms: 10_000 })
  const lanes = createLanes()
  const sent: number[] = []
  const ends: (() => void)[] = []
  const running = new Set<Promise<void>>()
  const flags = { is_stopped: false, ends_at_once: true }
  const ready = ({ lanes: busy }: { lanes: readonly string[] }) =>
    waiting.filter(([id]) => !sent.includes(id) && !busy.includes(`l${id}`))
  const rowOf = ([id, , more]: (typeof waiting)[number]) =>
    ({
      id,
      event: 'paid',
      imp_uid: `imp_${id}`,
      merchant_uid: `o${id}`,
      url: 'http://u:p@h/',
      lane: `l${id}`,
      host: 'h',
      ...more,
    }) as unknown as Delivery
  const outbox = {
    startable: (now_ms: number, taken: Taken, limit: number) =>
      ready(taken)
        .filter(([, at]) => at * 1000 <= now_ms)
        .slice(0, limit < 0 ? undefined : limit)
        .map(rowOf),
    nextDue: (taken: Taken) => ready(taken).map(([, at]) => at * 1000)[0] ?? null,
    isKnownDue: () => false,
    forgetWaiting: () => {},
  } as unknown as Outbox
  const sender = {
    lanes,
    isStopped: () => flags.is_stopped,
    resting: () => null,
    isBusy: () => running.size > 0,
    oneEnds: () => Promise.race(running),
    finish: async () => {},
    deliver(delivery: Delivery) {
      sent.push(delivery.id)
      lanes.enter(delivery)
      const run = new Promise<void>((resolve) => ends.push(resolve)).then(() => {
        lanes.leave(delivery)
        running.delete(run)
      })
      running.add(run)
      if (flags.ends_at_once) ends.at(-1)!()
      return run
    },
  } as unknown as Sender
  return { due: createDueWebhooks(outbox, clock, sender), ends, flags, lanes, sender, sent }
}

describe('what is due', () => {
  test('is the next by its time, named by its order, or by its event where there is none', () => {
    const { due } = dueOf([1, 12.5])
    expect([due.nextDue(), due.next()]).toEqual([12.5, { kind: 'webhook', about: 'o1' }])
    expect(dueOf([1, 12.5, { merchant_uid: null }]).due.next()).toEqual({ kind: 'webhook', about: 'paid' })
    expect([dueOf().due.nextDue(), dueOf().due.next()]).toEqual([null, null])
  })

  test('is nothing once the sender has stopped', async () => {
    const { due, flags, sent } = dueOf([1, 5])
    flags.is_stopped = true
    expect([due.nextDue(), due.next(), await due.runDue()]).toEqual([null, null, []])
    due.startDue()
    expect(sent).toEqual([])
  })

  test('is nothing while there is no room', () => {
    const { due, lanes, sent } = dueOf([1, 5])
    for (let n = 0; n < 256; n++) lanes.enter({ lane: `x${n}`, host: `x${n}` })
    expect(due.nextDue()).toBeNull()
    due.startDue()
    expect(sent).toEqual([])
    lanes.leave({ lane: 'x0', host: 'x0' })
    expect(due.nextDue()).toBe(5)
    due.startDue()
    expect(sent).toEqual([1])
  })

  test.each([256, 257])('is nothing by hand, either, while %i are under way', async (busy) => {
    const { due, lanes, sent } = dueOf([1, 5])
    for (let n = 0; n < busy; n++) lanes.enter({ lane: `x${n}`, host: `x${n}` })
    expect([await due.runDue(), sent]).toEqual([[], []])
  })

  test('goes one after the other by hand, and each is told without its password; what is not due stays', async () => {
    const { due, sent } = dueOf([1, 5], [2, 10, { imp_uid: null }], [3, 10.001])
    expect(await due.runDue()).toEqual([
      'webhook 1 paid imp_1 → http://u:***@h/',
      'webhook 2 paid  → http://u:***@h/',
    ])
    expect(sent).toEqual([1, 2])
  })

  test('goes beside what is slow, and everything has ended in the end', async () => {
    vi.useFakeTimers()
    try {
      const { due, ends, flags, sent } = dueOf([1, 5], [2, 5])
      flags.ends_at_once = false
      const lines = due.runDue()
      await vi.advanceTimersByTimeAsync(499)
      expect(sent).toEqual([1])
      await vi.advanceTimersByTimeAsync(1)
      expect(sent).toEqual([1, 2])
      await vi.advanceTimersByTimeAsync(5000)
      const seen = vi.fn()
      void lines.then(seen)
      ends[0]!()
      await vi.advanceTimersByTimeAsync(1)
      expect(seen).not.toHaveBeenCalled()
      ends[1]!()
      await vi.advanceTimersByTimeAsync(1)
      expect((await lines).length).toBe(2)
    } finally {
      vi.useRealTimers()
    }
  })

  test('begins at once when live, as many as one host takes', () => {
    const waiting = Array.from({ length: 20 }, (_, n): [number, number] => [n + 1, 5])
    const { due, flags, sent } = dueOf(...waiting)
    flags.ends_at_once = false
    due.startDue()
    expect(sent).toHaveLength(16)
  })

  test('ends with the sender', () => {
    const { due, sender } = dueOf()
    expect(due.finish).toBe(sender.finish)
  })
})
