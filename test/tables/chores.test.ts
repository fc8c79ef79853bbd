/** What runs in real time: a chore that fails ends nothing, and a reset takes away what waited for the world before it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createChores } from '../../src/core/chores.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a chore that throws or rejects is told of, and the next one runs', async () => {
  const faults: unknown[] = []
  const done: string[] = []
  const chores = createChores((error) => faults.push(error))
  chores.after(10, () => {
    throw new Error('thrown')
  })
  chores.after(20, () => Promise.reject(new Error('rejected')))
  chores.after(30, () => done.push('last'))
  await vi.advanceTimersByTimeAsync(40)
  expect(faults.map(String)).toEqual(['Error: thrown', 'Error: rejected'])
  expect(done).toEqual(['last'])
  chores.close()
})

test('a reset takes away what is of its world, leaves what callers wait for, and what runs again and again', () => {
  const done: string[] = []
  const chores = createChores(() => {})
  chores.after(10, () => done.push('world'))
  chores.forCaller(10, () => done.push('caller'))
  chores.every(10, () => done.push('every'))
  const callOff = chores.forCaller(10, () => done.push('called off'))
  callOff()
  chores.reset()
  vi.advanceTimersByTime(25)
  expect(done).toEqual(['caller', 'every', 'every'])
  chores.close()
  vi.advanceTimersByTime(100)
  expect(done).toHaveLength(3)
})
