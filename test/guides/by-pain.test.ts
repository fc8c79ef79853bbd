/** docs/guides/by-pain.md: its commands, one after the other, against a sandbox and a shop as the page has them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../free-port.mjs'
import { blocksOf, IS_WHOLE, ROOT, readPage, runLines, terminalOf, useProject, withPorts } from './project.ts'

const project = useProject()
const BLOCKS = blocksOf(readPage('docs/guides/by-pain.md')).map(({ code }) => code)

/** Each block says what is to be seen in what it prints. */
const SEEN: readonly RegExp[] = [
  /order_1[\s\S]*paid/,
  /"status": ?404|"status":200/,
  /order_2[\s\S]*ready[\s\S]*paid/,
  /order_3/,
  /webhook_first[\s\S]*browser_first[\s\S]*at_once/,
  /webhook-before-callback/,
  /order_4[\s\S]*cancelled/,
  /^[1-9]/m,
]

test('every block of the page shows what it promises', async ({ skip }) => {
  if (!IS_WHOLE) return skip('npm run prove:guides runs it')
  const [shop, port] = [await freePort(), await freePort()]
  const adapter = ` --shop ${join(ROOT, 'fixtures/shops/demo/iamport-shop.yml')} --port ${port} --target`
  await start([join(ROOT, 'fixtures/shops/serve.js'), 'demo'], {
    PORT: String(shop),
    IAMPORT_SANDBOX_URL: `http://127.0.0.1:${port}`,
  })
  const begin = () =>
    start(
      [
        join(project.folder, 'node_modules/iamport-sandbox/bin/iamport-sandbox.js'),
        '--webhook',
        `http://localhost:${shop}/iamport/webhook`,
      ],
      { IAMPORT_SANDBOX_PORT: String(port) },
    )
  await begin()
  expect(BLOCKS).toHaveLength(SEEN.length)
  for (const [n, block] of BLOCKS.entries()) {
    const is_replay = block.includes(' replay ')
    if (is_replay) await runLines(project.folder, 'npx iamport-sandbox stop')
    const told = await runLines(project.folder, withPorts(block.replace(' --target', adapter), shop, port))
    expect(told, `${block}\n${told.stdout}\n${told.stderr}`).toMatchObject({ code: 0 })
    expect(told.stdout).toMatch(SEEN[n]!)
    if (is_replay) await begin()
  }
})

async function start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: project.folder,
    env: terminalOf(project.folder, env),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill())
  await once(createInterface({ input: child.stdout }), 'line')
}
