/**
 * `npm run bench:crash`: three hundred kills at seeded points, and what they cost. A run that is cut off goes on where it was.
 * `KILLS` asks for another number, `SEED` for other points; three hundred write their figures into docs/faults.md.
 */
import { expect, test } from 'vitest'
import { writeFaults } from './faults-page.ts'
import { kill, type Toll } from './kill.ts'

const FULL = 300

test('kills under load', async () => {
  const seed = process.env.SEED ?? '1'
  const toll = await kill(Number(process.env.KILLS ?? FULL), seed)
  console.table(toll)
  if (toll.points >= FULL) writeFigures(toll, seed)
  const { writes_lost, webhooks_lost, webhooks_twice, webhooks_invented, failed_restarts } = toll
  expect({ writes_lost, webhooks_lost, webhooks_twice, webhooks_invented, failed_restarts }).toEqual({
    writes_lost: 0,
    webhooks_lost: 0,
    webhooks_twice: 0,
    webhooks_invented: 0,
    failed_restarts: 0,
  })
})

function writeFigures({ phases, ...toll }: Toll, seed: string): void {
  const rows = Object.entries({ ...toll, ...prefixed(phases) })
    .map(([name, n]) => `| ${name.replaceAll('_', ' ')} | ${n} |`)
    .join('\n')
  writeFaults('kills', `Seed ${seed}, Node.js ${process.versions.node}:\n\n| | |\n| --- | --- |\n${rows}`)
}

const prefixed = (phases: Toll['phases']) =>
  Object.fromEntries(Object.entries(phases).map(([phase, n]) => [`killed during ${phase}`, n]))
