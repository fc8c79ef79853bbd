/** What is made when somebody first asks for it. */
import { expect, test } from 'vitest'
import { lazily, lazilyLoaded, lazyList } from '../../src/core/lazy.ts'

test('it is made once', () => {
  let made = 0
  const value = lazily(() => ++made)
  expect([made, value(), value()]).toEqual([0, 1, 1])
})

test('a list is not made by whoever only hands it on, also by a promise', async () => {
  let made = 0
  const list = lazyList(() => {
    made++
    return ['a', 'b']
  })
  const same = await lazilyLoaded(async () => list)()
  expect(made).toBe(0)
  expect([...same, same.length, 1 in same]).toEqual(['a', 'b', 2, true])
  expect(made).toBe(1)
})

test('what could not be loaded is tried again by the next who asks, and what is being loaded is not loaded twice', async () => {
  let loads = 0
  const value = lazilyLoaded(async () => {
    if (loads++ === 0) throw new Error('EMFILE')
    return loads
  })
  await expect(value()).rejects.toThrow('EMFILE')
  expect(await Promise.all([value(), value()])).toEqual([2, 2])
  expect(await value()).toBe(2)
})
