/** A scenario becomes a test in the language of the shop. All kinds are run by `npm run prove:exports`. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startCarelessShop } from '../../fixtures/shops/careless/shop.js'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { EXPORT_KINDS } from '../../src/replay/exports/kinds.ts'
import { makeFolder, run } from '../cli/command-line.ts'
import { freePort } from '../free-port.mjs'
import { exported, RUNTIMES } from './runtimes.mjs'

const ROOT = resolve(import.meta.dirname, '../..')
const SALE = join(ROOT, 'fixtures/scenarios/plain-card-sale.yml')
const adapterOf = (name: string) => join(ROOT, `fixtures/shops/${name}/iamport-shop.yml`)

let port: number
let good: Awaited<ReturnType<typeof startDemoShop>>
let bad: Awaited<ReturnType<typeof startCarelessShop>>
beforeAll(async () => {
  port = await freePort()
  const account = {
    imp_key: '0000000000000000',
    imp_secret: 'iamport-sandbox-secret',
    user_code: 'imp00000000',
  }
  const options = { sandbox_url: `http://127.0.0.1:${port}`, ...account }
  good = await startDemoShop(options)
  bad = await startCarelessShop(options)
})
afterAll(async () => {
  await good.close()
  await bad.close()
})

test('every kind has a runtime that proves it', () => {
  expect(Object.keys(RUNTIMES).sort()).toEqual(Object.keys(EXPORT_KINDS).sort())
})

const play = (kind: keyof typeof EXPORT_KINDS) => {
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-export-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return exported(kind, folder, { scenario: SALE, port })
}

test('an exported test passes for an honest shop, and says what is wrong with a careless one', async () => {
  const vitest = play('vitest')
  const passes = await vitest({ url: good.url, adapter: adapterOf('demo') })
  expect(passes.code, passes.said).toBe(0)
  const fails = await vitest({ url: bad.url, adapter: adapterOf('careless') })
  expect(fails.code).toBe(1)
  expect(fails.said).toContain('fulfilled_twice')
})

test('the same of another runner', async () => {
  const { code, said } = await play('playwright')({ url: bad.url, adapter: adapterOf('careless') })
  expect(code).toBe(1)
  expect(said).toContain('fulfilled_twice')
})

test.each([
  ['vitest', `'a\\'b"c\\\\d#{e}$f'`],
  ['jest', `'a\\'b"c\\\\d#{e}$f'`],
  ['playwright', `'a\\'b"c\\\\d#{e}$f'`],
  ['pytest', `"a'b\\"c\\\\d#{e}$f"`],
  ['junit', `"a'b\\"c\\\\d#{e}$f"`],
  ['phpunit', `'a\\'b"c\\\\d#{e}$f'`],
  ['rspec', `"a'b\\"c\\\\d\\#{e}$f"`],
  ['go', `"a'b\\"c\\\\d#{e}$f"`],
] as const)('a path stays what it is in a test of %s', (kind, literal) => {
  const command = [`a'b"c\\d#{e}$f`]
  const text = EXPORT_KINDS[kind].text({ name: 'a-b', why: 'w', command, target: 'http://x' })
  expect(text).toContain(literal)
})

test('a why stays in its comment: Java reads escapes there, too', () => {
  const why = 'one\\u000aSystem.exit(3);'
  const text = EXPORT_KINDS.junit.text({ name: 'a-b', why, command: [], target: 'http://x' })
  expect(text.split('\n')[0]).toContain('System.exit(3);')
  expect(text.split('\n')[0]).not.toContain('\\u')
})

test('what cannot be exported is refused in one sentence', async () => {
  const folder = makeFolder()
  const refused = await run(folder, ['scenario', 'export', SALE, '--as', 'vitets', '--lang', 'en'])
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('did you mean vitest?') })
  execFileSync('touch', [join(folder, 'plain-card-sale.test.ts')])
  const there = await run(folder, ['scenario', 'export', SALE, '--as', 'vitest', '--lang', 'en'])
  expect(there).toMatchObject({ code: 1, stderr: expect.stringContaining('is there already') })
})
