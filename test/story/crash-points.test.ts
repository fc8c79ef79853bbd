/** Killed at any moment, and started again: what was promised is there, every change has its webhook, none is invented. */
import { expect, test } from 'vitest'
import { kill } from '../bench/kill.ts'

test('killed at eight points: while it starts, under load, and during an advance', {
  timeout: 120_000,
}, async () => {
  const { phases, payments, webhooks, attempts_marked: _, acknowledged, ...toll } = await kill(8, 'short')
  expect(toll).toEqual({
    points: 8,
    writes_lost: 0,
    webhooks_lost: 0,
    webhooks_twice: 0,
    webhooks_invented: 0,
    attempts_unmarked: 0,
    clocks_gone_back: 0,
    failed_restarts: 0,
  })
  expect(Object.values(phases).reduce((sum, n) => sum + n)).toBe(8)
  expect(payments).toBeGreaterThan(20)
  expect(acknowledged).toBeGreaterThan(0)
  expect(webhooks).toBeGreaterThan(payments)
})
