/** What ships: the tarball holds all that the program needs, and nothing that only we need. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
let folder: string

/** Unpacked below node_modules, so that it finds its dependencies as an installed package does. */
beforeAll(() => {
  const cache = join(ROOT, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  folder = mkdtempSync(join(cache, 'pack-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: ROOT })
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'))!
  execFileSync('tar', ['-xzf', tarball], { cwd: folder })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it starts with the demo shop, and answers', async () => {
  const program = join(folder, 'package/bin/iamport-sandbox.js')
  const child = spawn(process.execPath, [program, '--demo', '--port', '0', '--db', ':memory:'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [ready] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /^ready (http:\/\/127\.0\.0\.1:\d+)$/.exec(ready)![1]!
  const health = await (await fetch(`${url}/_sandbox/health`)).json()
  expect(health).toMatchObject({ status: 'ok' })
  expect((await fetch(`${url}/js/iamport.payment-1.1.5.js`)).status).toBe(200)
  expect((await fetch(`${url}/dashboard`)).status).toBe(200)
  child.kill('SIGTERM')
  await once(child, 'exit')
})

test('it can be imported, with types', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'))
  const { types, default: entry } = manifest.exports['.']
  expect(readFileSync(join(folder, 'package', types), 'utf8')).toContain('createSandbox')
  const script = `import { createSandbox } from '${join(folder, 'package', entry)}'; const s = await createSandbox(); console.log(s.url); await s.close()`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/)
})

test('it holds no sources, no tests and no database', () => {
  const files = readdirSync(join(folder, 'package'), { recursive: true, encoding: 'utf8' })
  expect(files.filter((file) => /^(src|test|\.)|\.db$|\.tgz$/.test(file))).toEqual([])
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.d.ts']))
})
