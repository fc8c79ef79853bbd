/** Settings from a config file and from .env: which goes before which, and what is said of a wrong one. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, run, startCli } from './command-line.ts'

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = makeFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

type Shown = { settings: { name: string; value: string; origin: string; place: string | null }[] }

async function settings(
  folder: string,
  env: Record<string, string> = {},
): Promise<Record<string, [string, string]>> {
  const { code, stdout, stderr } = await run(folder, ['status', '--settings', '--json'], env)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const shown = JSON.parse(stdout) as Shown
  return Object.fromEntries(shown.settings.map(({ name, value, origin }) => [name, [value, origin]]))
}

test('a flag goes before a variable, that before .env, that before the config file, that before the default', async () => {
  const folder = folderWith({
    'iamport-sandbox.config.yml':
      'seed: 1\nclock: "2026-01-01T00:00:00+09:00"\nwebhook_type: form\ndb: ":memory:"\n',
    '.env': 'IAMPORT_SANDBOX_SEED=2\nIAMPORT_SANDBOX_DEFAULT_PG=nice\nOTHER=x\n',
  })
  expect(await settings(folder, { IAMPORT_SANDBOX_DEFAULT_PG: 'kakaopay' })).toMatchObject({
    seed: ['2', 'environment'],
    default_pg: ['kakaopay', 'environment'],
    webhook_type: ['form', 'config'],
    port: ['4780', 'default'],
  })
  const { url } = await startCli(folder, ['--port', '0', '--seed', '3'])
  const health = await (await fetch(`${url}/_sandbox/health`)).json()
  expect(health).toMatchObject({ seed: '3', clock: { iso: '2026-01-01T00:00:00+09:00' } })
})

test.each([
  ['iamport-sandbox.config.json', '{ "seed": "7", "webhook": ["http://a.test/x", "http://b.test/y"] }'],
  ['iamport-sandbox.config.yaml', 'seed: 7\nwebhook: [http://a.test/x, http://b.test/y]\n'],
  [
    'iamport-sandbox.config.mjs',
    "export default { seed: 7, webhook: ['http://a.test/x', 'http://b.test/y'] }",
  ],
  [
    'iamport-sandbox.config.cjs',
    "module.exports = { seed: 7, webhook: ['http://a.test/x', 'http://b.test/y'] }",
  ],
])('%s is read', async (name, text) => {
  expect(await settings(folderWith({ [name]: text }))).toMatchObject({
    seed: ['7', 'config'],
    webhook: ['http://a.test/x,http://b.test/y', 'config'],
  })
})

test.skipIf(!('typescript' in process.features))('TypeScript runs where Node strips its types', async () => {
  const text = 'const seed: number = 7\nexport default { seed }\n'
  expect(await settings(folderWith({ 'iamport-sandbox.config.ts': text }))).toMatchObject({
    seed: ['7', 'config'],
  })
})

describe('a wrong one is told by file and line, with the nearest name', () => {
  test.each([
    ['yml', 'seed: 1\nwebhok: http://a.test\n', ['iamport-sandbox.config.yml:2: ', 'webhook']],
    ['json', '{\n  "webhook_type": "x"\n}', ['iamport-sandbox.config.json:2', '--webhook-type']],
    ['json', '{ "seed": ', ['iamport-sandbox.config.json:1']],
    ['yml', '- a\n', ['iamport-sandbox.config.yml']],
    ['yml', 'webhook: { url: x }\n', ['iamport-sandbox.config.yml:1', 'webhook']],
    ['mjs', 'export default { prot: 1 }', ['iamport-sandbox.config.mjs', 'port']],
    ['mjs', 'throw new Error("no such luck")', ['iamport-sandbox.config.mjs', 'no such luck']],
  ])('%s %j', async (kind, text, words) => {
    const folder = folderWith({ [`iamport-sandbox.config.${kind}`]: text })
    const { code, stdout, stderr } = await run(folder, ['--port', '0'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+\)/)
    for (const word of words) expect(stderr).toContain(word)
  })

  test('two config files', async () => {
    const folder = folderWith({ 'iamport-sandbox.config.yml': '', 'iamport-sandbox.config.json': '{}' })
    expect((await run(folder, ['--port', '0'])).stderr).toContain(
      'iamport-sandbox.config.json, iamport-sandbox.config.yml',
    )
  })
})

describe('init finds what there is', () => {
  test.each([
    [
      'Express',
      {
        'package.json': '{ "dependencies": { "express": "5" }, "scripts": { "dev": "node app.js" } }',
        'app.js': "app.post('/iamport/webhook', take)\napp.listen(4001)\n",
      },
      { framework: 'Express', command: 'npm run dev', port: 4001, webhook_path: '/iamport/webhook' },
    ],
    [
      'Next.js',
      {
        'package.json': '{ "dependencies": { "next": "15" }, "scripts": { "dev": "next dev" } }',
        'pnpm-lock.yaml': '',
        'app/api/payments/webhook/route.ts': 'export async function POST() {}',
      },
      { framework: 'Next.js', command: 'pnpm run dev', port: 3000, webhook_path: '/api/payments/webhook' },
    ],
    [
      'Django',
      {
        'manage.py': 'import django',
        'shop/urls.py': "urlpatterns = [path('payments/webhook/', views.webhook)]",
      },
      {
        framework: 'Django',
        command: 'python manage.py runserver',
        port: 8000,
        webhook_path: '/payments/webhook/',
      },
    ],
    [
      'Spring Boot',
      {
        'build.gradle': "plugins { id 'org.springframework.boot' version '3.4.0' }",
        'src/main/java/Shop.java': '@PostMapping("/iamport-webhook")',
      },
      {
        framework: 'Spring Boot',
        command: './gradlew bootRun',
        port: 8080,
        webhook_path: '/iamport-webhook',
      },
    ],
    [
      'Laravel',
      {
        'composer.json': '{ "require": { "laravel/framework": "^11" } }',
        'routes/api.php': "Route::post('/iamport/webhook', [Shop::class, 'take']);",
      },
      { framework: 'Laravel', command: 'php artisan serve', port: 8000, webhook_path: '/iamport/webhook' },
    ],
  ])('%s', async (_name, files, shop) => {
    const folder = folderWith(files)
    const { code, stdout } = await run(folder, ['init', '--yes', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ shop })
    const written = JSON.parse(readFileSync(join(folder, 'iamport-sandbox.config.json'), 'utf8'))
    expect(written.webhook).toEqual([`http://localhost:${shop.port}${shop.webhook_path}`])
    const again = await run(folder, ['init', '--yes'])
    expect(again).toMatchObject({ code: 1 })
    expect(again.stderr).toContain('--force')
  })

  test('what it wrote is what start takes', async () => {
    const folder = makeFolder()
    expect((await run(folder, ['init', '--yes'])).stdout).toContain('iamport-sandbox.config.json')
    await startCli(folder, ['--port', '0', '--db', ':memory:'])
    expect((await run(folder, ['pay'])).code).toBe(0)
  })
})
