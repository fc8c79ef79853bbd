/** What was set last is there, as it was set last; what was taken away is not. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNewestMap } from '../../src/core/newest-map.ts'

const LEAST = 4

const steps = fc.array(
  fc.record({
    do: fc.constantFrom('set', 'set', 'set', 'set', 'delete', 'clear'),
    key: fc.integer({ min: 0, max: 12 }),
  }),
  { maxLength: 80 },
)

test('the newest keys have their values, and no key has one of before', () => {
  fc.assert(
    fc.property(steps, (steps) => {
      const map = createNewestMap<number, number>(LEAST)
      /** In the order in which they were set last. */
      const model = new Map<number, number>()
      for (const [n, { do: what, key }] of steps.entries()) {
        model.delete(key)
        if (what === 'set') {
          map.set(key, n)
          model.set(key, n)
        } else if (what === 'delete') map.delete(key)
        else {
          map.clear()
          model.clear()
        }
      }
      const newest = [...model.keys()].slice(-LEAST)
      for (let key = 0; key <= 12; key++) {
        const found = map.get(key)
        if (newest.includes(key) || found !== undefined) expect(found).toBe(model.get(key))
      }
    }),
  )
})

test('no more than twice as many are kept', () => {
  const map = createNewestMap<number, true>(LEAST)
  for (let key = 0; key < 1000; key++) map.set(key, true)
  const kept = Array.from({ length: 1000 }, (_, key) => key).filter((key) => map.get(key))
  expect(kept.length).toBeGreaterThanOrEqual(LEAST)
  expect(kept.length).toBeLessThanOrEqual(2 * LEAST)
})
