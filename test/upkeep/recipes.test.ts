/** The recipes of CONTRIBUTING.md, really performed: on a copy of the repository, up to the test that ends each of them. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { perform, readRecipes } from './recipes.ts'
import { ROOT } from './sources.ts'

const run = promisify(execFile)
const RECIPES = readRecipes()
const names = [...new Set(RECIPES.map(({ recipe }) => recipe))]

/** What the recipes need of the repository. */
const NEEDED = ['src', 'views', 'fixtures', 'test/scenarios', 'package.json', 'tsconfig.json']

const tests = RECIPES.filter(({ file }) => file.endsWith('.test.ts'))
const touched = [...new Set(RECIPES.map(({ file }) => file))]

let folder: string
/** What became of each test file. */
let results: { name: string; status: string; message: string }[]
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-recipes-'))
  for (const file of NEEDED) cpSync(join(ROOT, file), join(folder, file), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(
    join(folder, 'vitest.config.ts'),
    "export default { test: { include: ['test/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } }\n",
  )
  for (const ingredient of RECIPES) perform(ingredient, folder)
  const out = join(folder, 'results.json')
  const args = ['run', '--reporter=json', '--outputFile', out, ...tests.map(({ file }) => file)]
  await told('vitest/vitest.mjs', args)
  results = JSON.parse(readFileSync(out, 'utf8')).testResults
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('there is a recipe for a PG, an operation, a setting and a scenario', () => {
  expect(names).toEqual(['pg', 'operation', 'setting', 'scenario'])
})

test.each(names)('the recipe %s ends in a test, and that test passes', (name) => {
  const [last, ...more] = tests.filter(({ recipe }) => recipe === name)
  expect(more).toEqual([])
  const result = results.find((one) => one.name.endsWith(last!.file))
  expect(result).toMatchObject({ status: 'passed', message: '' })
})

test('what the recipes add and change has the right types', async () => {
  const include = touched.filter((file) => file.endsWith('.ts'))
  writeFileSync(
    join(folder, 'tsconfig.recipes.json'),
    JSON.stringify({ extends: './tsconfig.json', include }),
  )
  const errors = await told('typescript/bin/tsc', ['--noEmit', '-p', 'tsconfig.recipes.json'])
  expect(errors.split('\n').filter((line) => touched.some((file) => line.startsWith(file)))).toEqual([])
})

/** What a program of node_modules writes when it is run in the copy, whatever its exit code. */
async function told(program: string, args: readonly string[]): Promise<string> {
  const command = [join(ROOT, 'node_modules', program), ...args]
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }
  const { stdout } = await run(process.execPath, command, { cwd: folder, env }).catch(
    (error: { stdout: string }) => error,
  )
  return stdout
}
