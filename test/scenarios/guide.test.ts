/** The guide names every moment, effect, step, finding and flag that there is, and its example is a scenario. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/by-commander.ts'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { FINDING_NAMES } from '../../src/replay/findings.ts'
import { readYaml } from '../../src/replay/read-yaml.ts'
import { STEPS } from '../../src/replay/steps.ts'
import { MOMENTS } from '../../src/scenarios/moments.ts'
import { written } from './shops.ts'

const guide = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/guides/scenarios.md'), 'utf8')
const replay = (await createProgram()).commands.find((command) => command.name() === 'replay')!

describe('docs/guides/scenarios.md names', () => {
  test.each([
    ['every moment', Object.keys(MOMENTS)],
    ['every effect', Object.values(MOMENTS).flatMap(({ effects }) => Object.keys(effects))],
    ['every step', Object.keys(STEPS)],
    ['every finding', FINDING_NAMES],
    ['every flag', replay.options.map(({ long }) => long ?? '').filter((long) => long !== '--help')],
  ])('%s', (_what, words) => {
    expect(words.length).toBeGreaterThan(5)
    expect(words.filter((word) => !new RegExp(`\`[^\`]*${word}\\b`).test(guide))).toEqual([])
  })
})

test('its examples can be used as they are', () => {
  const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!)
  const [adapter, example] = blocks
  expect(readYaml('shop.yml', adapter!, ShopAdapter).refund?.path).toBe('/orders/{merchant_uid}/refund')
  expect(written(example!).scenario.name).toBe('verify-times-out')
})
