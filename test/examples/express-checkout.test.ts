/** The example shop with its own tests, run as its owner runs them: in a folder of its own, with the package as built. */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { npmChromium } from '../browser/npm-chromium.ts'
import { findBrowser } from '../harness.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const exec = promisify(execFile)
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'express-checkout-'))
  cpSync(join(ROOT, 'fixtures/shops/express-checkout'), folder, { recursive: true })
  mkdirSync(join(folder, 'node_modules/@playwright'), { recursive: true })
  for (const name of ['express', 'vitest', '@playwright/test']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name))
  }
  symlinkSync(ROOT, join(folder, 'node_modules/iamport-sandbox'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = async (program: string, args: readonly string[], env: Record<string, string> = {}) => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TEST|NODE_ENV|NODE_OPTIONS|FORCE_COLOR)/.test(name),
  )
  const file = join(ROOT, 'node_modules', program)
  const options = { cwd: folder, env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env } }
  return exec(process.execPath, [file, ...args], options).catch((error) => error)
}

test('npm test: five stories with vitest', async () => {
  const { stdout, stderr, code } = await run('vitest/vitest.mjs', ['run'])
  expect({ code, stderr }, stdout).toEqual({ code: undefined, stderr: '' })
  expect(stdout).toMatch(/Tests\s+5 passed \(5\)/)
})

test('npm run e2e: the same shop in a browser, on a PC and on a phone', { timeout: 120_000 }, async () => {
  const { stdout, code } = await run(
    '@playwright/test/cli.js',
    ['test', '--workers=1', '--reporter=line'],
    await browser(),
  )
  expect(code, stdout).toBeUndefined()
  expect(stdout).toMatch(/10 passed/)
})

/** The browser that our other tests take, too. */
async function browser(): Promise<Record<string, string>> {
  const path = findBrowser()
  if (path) return { CHROMIUM: path }
  const { executablePath, env } = await npmChromium()
  return { CHROMIUM: executablePath, ...env }
}
