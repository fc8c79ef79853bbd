/** `npm run bench:crash`: a hundred kills at seeded points, and what they cost. */
import { expect, test } from 'vitest'
import { kill } from './kill.ts'

test('a hundred kills', async () => {
  const toll = await kill(100, process.env.SEED ?? '1')
  console.table(toll)
  const { writes_lost, webhooks_lost, webhooks_invented, failed_restarts } = toll
  expect({ writes_lost, webhooks_lost, webhooks_invented, failed_restarts }).toEqual({
    writes_lost: 0,
    webhooks_lost: 0,
    webhooks_invented: 0,
    failed_restarts: 0,
  })
})
