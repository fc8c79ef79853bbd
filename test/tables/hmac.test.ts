import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hmacOf } from '../../src/core/hmac.ts'

test('an HMAC is the one that Node makes, for keys and texts of any length', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 150, maxLength: 700 }))
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 1 }), (key, texts) => {
      const hmac = hmacOf(key)
      for (const one of texts) {
        const expected = createHmac('sha256', key).update(one).digest('hex')
        expect(Buffer.from(hmac(one), 'binary').toString('hex')).toBe(expected)
      }
    }),
  )
})
