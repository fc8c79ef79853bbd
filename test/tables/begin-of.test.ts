/** The beginning of a text is the same as a slice of it, and does not hold the rest. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginOf } from '../../src/core/begin-of.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

test('it is what a slice is, half characters, too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.nat(60), (text, length) => {
      expect(beginOf(text, length)).toBe(text.slice(0, length))
    }),
  )
})

test('the rest of the text is let go', () => {
  /** Megabytes that a hundred beginnings of half a megabyte each hold. */
  const held = (begin: (text: string) => string) => {
    collect()
    const before = process.memoryUsage().heapUsed
    const kept = Array.from({ length: 100 }, (_, n) => begin(JSON.parse(`"${n}${'x'.repeat(500_000)}"`)))
    collect()
    const after = process.memoryUsage().heapUsed
    expect(kept).toHaveLength(100)
    return (after - before) / 1e6
  }
  expect(held((text) => text.slice(0, 100))).toBeGreaterThan(40)
  expect(held((text) => beginOf(text, 100))).toBeLessThan(10)
})
