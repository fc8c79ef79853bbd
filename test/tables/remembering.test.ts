/** What is remembered of texts from outside: the short ones, each found out once, and not all there ever were. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { remembering } from '../../src/core/remembering.ts'

/** How often each text was looked at. */
function counting() {
  const times = new Map<string, number>()
  const find = (text: string) => {
    times.set(text, (times.get(text) ?? 0) + 1)
    return `${text.length} ${text.slice(0, 20)}`
  }
  return { ask: remembering(find), timesOf: (text: string) => times.get(text) ?? 0 }
}

test('it answers as what it stands for', () => {
  const { ask } = counting()
  fc.assert(
    fc.property(fc.string({ maxLength: 600 }), (text) => {
      expect([ask(text), ask(text)]).toEqual(Array(2).fill(`${text.length} ${text.slice(0, 20)}`))
    }),
  )
})

test('a short text is looked at once, false and empty ones, too', () => {
  const { ask, timesOf } = counting()
  for (const text of ['', 'shop.example', 'x'.repeat(500)]) {
    for (let n = 0; n < 5; n++) ask(text)
    expect(timesOf(text)).toBe(1)
  }
  let asked = 0
  const isLong = remembering((text) => ++asked > 0 && text.length > 9)
  expect([isLong('short'), isLong('short'), asked]).toEqual([false, false, 1])
})

test('a long one is not kept, and of many short ones not the first', () => {
  const { ask, timesOf } = counting()
  const long = 'x'.repeat(501)
  for (let n = 0; n < 5; n++) ask(long)
  expect(timesOf(long)).toBe(5)
  ask('first')
  for (let n = 0; n < 1000; n++) ask(`host ${n}`)
  ask('first')
  expect(timesOf('first')).toBe(2)
})
