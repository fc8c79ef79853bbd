/** The one engine of due work: by hand and live, over a sleep of the machine and over faults. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createClock } from '../../src/core/clock.ts'
import type { DueWork } from '../../src/core/due-work.ts'
import { createTicker, LOOK_AGAIN_MS } from '../../src/core/ticker.ts'

/** Work at these times (Unix seconds); notes when it was done. */
function workAt(clock: { now_ms(): number }, ...times: number[]) {
  const done: number[] = []
  const work: DueWork = {
    nextDue: () => times[0] ?? null,
    runDue: async () => {
      done.push(clock.now_ms())
      return [`at ${times.shift()}`]
    },
  }
  return { done, work }
}

describe('by hand', () => {
  test('advance stops at each due time, to the millisecond, and tells so before it works', async () => {
    const clock = createClock({ mode: 'frozen', at_ms: 1_000_000 })
    const { work, done } = workAt(clock, 1000.25, 1000.123, 1002)
    const moves: number[] = []
    const ticker = createTicker(clock, [work], { moved: () => moves.push(clock.now_ms()) })
    expect(await ticker.advance(1003)).toEqual(['at 1000.25', 'at 1000.123', 'at 1002'])
    expect(done).toEqual([1_000_250, 1_000_250, 1_002_000])
    expect(moves).toEqual([1_000_250, 1_002_000, 1_003_000])
  })

  test('advance goes on only when nobody is busy any more with what was done', async () => {
    const clock = createClock({ mode: 'frozen', at_ms: 0 })
    const times = [10, 30]
    const work: DueWork = {
      nextDue: () => times[0] ?? null,
      runDue: async () => [`at ${times.shift()}`],
    }
    let is_asked = false
    /** Who hears of the work at 10 books more for 20, a moment later. */
    const quiet = async () => {
      if (clock.now() !== 10 || is_asked) return false
      is_asked = true
      await new Promise(setImmediate)
      times.unshift(20)
      return true
    }
    const ticker = createTicker(clock, [work], { quiet })
    expect(await ticker.advance(40)).toEqual(['at 10', 'at 20', 'at 30'])
  })

  test('two walks at once follow one another', async () => {
    const clock = createClock({ mode: 'frozen', at_ms: 0 })
    const { work, done } = workAt(clock, 10, 20)
    const ticker = createTicker(clock, [work])
    const [first, second] = await Promise.all([ticker.advance(15), ticker.advance(25)])
    expect([first, second, done]).toEqual([['at 10'], ['at 20'], [10_000, 20_000]])
  })

  test('work that fails is the caller’s to hear of, and the next call works again', async () => {
    const clock = createClock({ mode: 'frozen', at_ms: 0 })
    let fails = true
    const work: DueWork = {
      nextDue: () => (fails ? 0 : null),
      runDue: async () => {
        throw new Error('broken')
      },
    }
    const ticker = createTicker(clock, [work])
    await expect(ticker.settle()).rejects.toThrow('broken')
    fails = false
    expect(await ticker.settle()).toEqual([])
  })
})

describe('live', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  test('what falls due is done by itself', async () => {
    vi.setSystemTime(0)
    const clock = createClock()
    const { work, done } = workAt(clock, 5, 3600)
    const ticker = createTicker(clock, [work])
    ticker.live()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(done).toEqual([5000, 3_600_000])
    await ticker.stop()
  })

  test('what fell due while the machine slept is done soon after it wakes', async () => {
    vi.setSystemTime(0)
    const clock = createClock()
    const { work, done } = workAt(clock, 3600)
    const ticker = createTicker(clock, [work])
    ticker.live()
    await vi.advanceTimersByTimeAsync(60_000)
    // Timers stand still in a sleep; the clock on the wall does not.
    vi.setSystemTime(8 * 3_600_000)
    await vi.advanceTimersByTimeAsync(LOOK_AGAIN_MS)
    expect(done).toHaveLength(1)
    await ticker.stop()
  })

  test('a machine that is set back does not set virtual time back', () => {
    vi.setSystemTime(10_000_000)
    const clock = createClock()
    expect(clock.now()).toBe(10_000)
    vi.setSystemTime(5_000_000)
    expect(clock.now()).toBe(10_000)
    vi.setSystemTime(10_001_000)
    expect(clock.now()).toBe(10_001)
  })

  test('a frozen clock waits for nothing, and does at once what is due', async () => {
    const clock = createClock({ mode: 'frozen', at_ms: 1_000_000 })
    const { work, done } = workAt(clock, 1000, 1001)
    const ticker = createTicker(clock, [work])
    ticker.live()
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(done).toEqual([1_000_000])
    await ticker.stop()
  })

  test('a fault is told, and does not end the work of others', async () => {
    vi.setSystemTime(0)
    const clock = createClock()
    const { work, done } = workAt(clock, 10)
    let broken = 1
    const failing: DueWork = {
      nextDue: () => (broken > 0 ? 1 : null),
      runDue: async () => {
        broken--
        throw new Error('broken')
      },
    }
    const faults: unknown[] = []
    const ticker = createTicker(clock, [failing, work], { fault: (error) => faults.push(error) })
    ticker.live()
    await vi.advanceTimersByTimeAsync(10_000)
    expect([faults.length, done.length]).toEqual([1, 1])
    await ticker.stop()
  })
})
