/** Both READMEs: the same pages in two languages, and what stands in them works in a project that has the tarball. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../free-port.mjs'
import { blocksOf, IS_WHOLE, ROOT, readPage, runLines, terminalOf, useProject, withPorts } from './project.ts'

const ENGLISH = readPage('README.md')
const KOREAN = readPage('README.ko.md')
const headings = (page: string) => page.match(/^#+ /gm)
const targets = (page: string) =>
  [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!.replace(/README(\.ko)?\.md|sale\.\w+/, ''))

test('both have the same structure, the same commands and the same links', () => {
  expect(headings(KOREAN)).toEqual(headings(ENGLISH))
  expect(blocksOf(KOREAN)).toEqual(blocksOf(ENGLISH))
  expect(targets(KOREAN)).toEqual(targets(ENGLISH))
})

test('anchors of links into other pages are there', () => {
  const wanted = [...ENGLISH.matchAll(/\]\(([\w./-]+\.md)#([\w-]+)\)/g)]
  expect(wanted.length).toBeGreaterThan(4)
  const missing = wanted.filter(([, file, id]) => !readPage(file!).includes(`<a id="${id}"></a>`))
  expect(missing.map(([whole]) => whole)).toEqual([])
})

test('every command of them is one that is tried', () => {
  const commands = blocksOf(ENGLISH)
    .filter(({ language }) => language === 'bash' || language === 'sh')
    .flatMap(({ code }) => code.trim().split('\n'))
  expect(commands).toEqual([
    ...SET_UP,
    ...RUN,
    ...PACK,
    ...START,
    ...WITHOUT_BROWSER,
    ...IN_CI,
    ...REPLAY,
    ...HUNT,
  ])
})

/** `npm run prove:install` runs them in a fresh clone. */
const SET_UP = ['npm ci && npm run build && npm start -- --demo', 'npm ci && npm test']
/** `test/capture/commands.test.ts` runs it. */
const RUN = ['node bin/iamport-sandbox.js run --webhook-path /iamport/webhook -- npm run dev']
/** `npm run prove:guides` runs them with npm itself. */
const PACK = ['npm pack', 'npm install --save-dev ./iamport-sandbox-*.tgz']
const START = ['npx iamport-sandbox --webhook http://localhost:3000/iamport/webhook']
const WITHOUT_BROWSER = [
  'npx iamport-sandbox pay --pay-method vbank --merchant-uid order_1 --amount 14000',
  'npx iamport-sandbox deposit order_1',
  'npx iamport-sandbox cancel order_1',
  'npx iamport-sandbox webhooks',
  "npx iamport-sandbox advance '7 days'",
]
const IN_CI = ['npx iamport-sandbox run -- npm test']
const REPLAY = ['npx iamport-sandbox replay --target http://localhost:3000']
const HUNT = ['npx iamport-sandbox hunt --target http://localhost:3000 --runs 50']

const project = useProject()

describe('in a project that has the tarball', () => {
  test('the sandbox starts, and the commands without a browser follow an account to its cancel', async () => {
    const child = spawn('sh', ['-c', `exec ${START[0]}`], {
      cwd: project.folder,
      env: terminalOf(project.folder, { IAMPORT_SANDBOX_PORT: '0' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void child.kill())
    const [ready] = await once(createInterface({ input: child.stdout }), 'line')
    expect(ready).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/)
    const told = await runLines(project.folder, WITHOUT_BROWSER.join('\n'))
    expect(told).toMatchObject({ code: 0, stderr: '' })
    expect(told.stdout).toContain('cancelled')
    expect(told.stdout).toMatch(/order_1[\s\S]*localhost:3000\/iamport\/webhook/)
  })

  test('`run -- npm test` hands the shop’s tests their sandbox', async () => {
    const asks =
      "fetch(process.env.IAMPORT_SANDBOX_URL + '/_sandbox/health').then((r) => process.exit(r.ok ? 0 : 3))"
    writeFileSync(join(project.folder, 'asks.mjs'), asks)
    writeFileSync(
      join(project.folder, 'package.json'),
      '{ "type": "module", "scripts": { "test": "node asks.mjs" } }',
    )
    expect(await runLines(project.folder, IN_CI.join('\n'))).toMatchObject({ code: 0 })
  })

  test('the example of createSandbox runs, and its account is paid', async () => {
    const { code } = blocksOf(ENGLISH).find(({ language }) => language === 'ts')!
    writeFileSync(join(project.folder, 'example.mjs'), withPorts(code, await freePort(), 0))
    const told = await runLines(project.folder, 'node example.mjs')
    expect(told).toMatchObject({ code: 0, stderr: '' })
    expect(told.stdout).toMatch(/^true \d+ \[/)
    expect(told.stdout).toContain("event: 'paid'")
  })

  test('replay and hunt judge a shop that is up', async () => {
    const [shop, port] = [await freePort(), await freePort()]
    const server = spawn(process.execPath, [join(ROOT, 'fixtures/shops/serve.js'), 'demo'], {
      env: { ...process.env, PORT: String(shop), IAMPORT_SANDBOX_URL: `http://127.0.0.1:${port}` },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void server.kill())
    await once(createInterface({ input: server.stdout }), 'line')
    // What a shop of its own would have in the folder, as iamport-shop.yml.
    const adapter = `--shop ${join(ROOT, 'fixtures/shops/demo/iamport-shop.yml')} --port ${port}`
    const sample = IS_WHOLE ? '' : join(ROOT, 'fixtures/scenarios/webhook-lost.yml')
    const lines = [`${REPLAY[0]} ${adapter} ${sample}`, ...(IS_WHOLE ? [`${HUNT[0]} ${adapter}`] : [])]
    const told = await runLines(project.folder, withPorts(lines.join('\n'), shop, port))
    expect(told).toMatchObject({ code: 0 })
    expect(told.stdout).toContain('✓ webhook-lost')
  })
})

test('the pictures are there', () => {
  const shown = [ENGLISH, KOREAN].map((page) => /!\[[^\]]+\]\(([^)]+)\)/.exec(page)?.[1] ?? '')
  expect(shown.filter((file) => file === '' || !existsSync(join(ROOT, file)))).toEqual([])
})
