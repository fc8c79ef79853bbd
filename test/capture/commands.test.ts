/** `start --tls-port`, `env`, `open`, `ca`, `clean`, `doctor`: what goes with capture. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { makeFolder, run, startCli } from '../cli/command-line.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** A folder with a machine's home in it. */
function machine() {
  const folder = makeFolder()
  return { folder, env: { IAMPORT_SANDBOX_HOME: join(folder, 'home') } }
}

test('start --tls-port answers iamport’s names, env makes a shell’s programs come there, open knows the flags', async () => {
  const { folder, env } = machine()
  const { line } = await startCli(folder, ['--port', '0', '--tls-port', '0'], env)
  expect(await line('hosts 파일:')).toContain('127.0.0.1 api.iamport.kr static-api.iamport.kr')
  const { stdout } = await run(folder, ['env'], env)
  const script = `${stdout}\n${process.execPath} -e "fetch('https://api.iamport.kr/payments/x').then((r) => console.log(r.status))"; curl -s -o /dev/null -w '%{http_code}' https://api.iamport.kr/payments/x`
  const answer = await promisify(execFile)('sh', ['-c', script], { env: { PATH: process.env.PATH ?? '' } })
  expect(answer.stdout).toBe('401\n401')
  const opened = await run(folder, ['open', 'http://localhost:3000', '--print'], {
    ...env,
    CHROME_PATH: process.execPath,
  })
  expect(opened.stdout).toContain('MAP service.iamport.kr:443 127.0.0.1:')
  expect(opened.stdout).toContain('--ignore-certificate-errors-spki-list=')
})

test('open says what to do where the sandbox does not answer those names, or there is no browser', async () => {
  const { folder, env } = machine()
  const { url } = await startCli(folder, ['--port', '0'], env)
  const { code, stderr } = await run(folder, ['open', 'http://localhost:3000', '--url', url], env)
  expect([code, stderr]).toEqual([1, expect.stringContaining('--tls-port 0')])
  const { stdout } = await run(folder, ['env'], env)
  expect(stdout).not.toContain('NODE_OPTIONS')
})

test('ca says where it lies and how to trust it, clean takes it away after being told twice', async () => {
  const { folder, env } = machine()
  const { stdout } = await run(folder, ['ca'], env)
  const file = join(folder, 'home/ca/ca.pem')
  expect(stdout.split('\n')[0]).toBe(file)
  expect(stdout).toContain('update-ca-certificates')
  expect((await run(folder, ['clean'], env)).stdout).toContain('--yes')
  expect(existsSync(file)).toBe(true)
  expect((await run(folder, ['clean', '--yes'], env)).code).toBe(0)
  expect(existsSync(file)).toBe(false)
  expect((await run(folder, ['ca', '--remove'], env)).stdout).toContain('지울 CA가 없습니다')
})

test('clean does not take a running sandbox’s database away', async () => {
  const { folder, env } = machine()
  await startCli(folder, ['--port', '0'], env)
  const { code, stderr } = await run(folder, ['clean', '--yes'], env)
  expect([code, stderr]).toEqual([1, expect.stringContaining('실행 중')])
})

test('doctor makes a real call through each language that is here', { timeout: 60_000 }, async () => {
  const { folder, env } = machine()
  const nobody = `http://127.0.0.1:${await closedPort()}/iamport/webhook`
  const { stdout } = await run(folder, ['doctor', '--webhook', nobody], env)
  expect(stdout).toContain('✓ Node (fetch): api.iamport.kr이 샌드박스로 옵니다')
  expect(stdout).toMatch(/^[✓-] Python/m)
  expect(stdout).toMatch(/^✓ SQLite \((node:sqlite|libsql|better-sqlite3)\)$/m)
  expect(stdout).toMatch(/^(✓ PHP \(file_get_contents\): .*fsockopen|- PHP \(file_get_contents\))/m)
  expect(stdout).toContain(`✗ 웹훅 ${nobody}: 닿지 않습니다 (ECONNREFUSED)`)
})

/** A port on which somebody listened a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('the README’s first example starts a shop from a clone, as it stands there', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
  const [line = ''] = /^node bin\/iamport-sandbox\.js run .*-- npm run dev$/m.exec(readme) ?? []
  const { folder: machineFolder, env } = machine()
  const child = spawn(
    process.execPath,
    line.replace(' run ', ` run --report-dir ${machineFolder} `).split(' ').slice(1),
    {
      cwd: ROOT,
      env: { ...process.env, ...env, NODE_OPTIONS: '', PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  const ended = once(child, 'exit')
  const said = async (stream: Readable, wanted: RegExp): Promise<string> => {
    let told = ''
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      told += chunk
      const found = wanted.exec(told)
      if (found) return found[1]!
    }
    throw new Error(told)
  }
  const [shop, sandbox] = await Promise.all([
    said(child.stdout, /(http:\/\/localhost:\d+)/),
    said(child.stderr, /--url (http:\/\/[\d.:]+)/),
  ])
  expect(await (await fetch(shop)).text()).toContain('https://cdn.iamport.kr/js/iamport.payment-1.1.5.js')
  // Nobody has opened a page, and the shop has called nothing yet: its webhook comes all the same.
  await fetch(`${sandbox}/_sandbox/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ merchant_uid: 'order_1', amount: 39_000 }),
  })
  const orders = async () => (await fetch(`${shop}/orders`)).json()
  await expect.poll(orders, { timeout: 20_000 }).toEqual({ order_1: { from: ['webhook'], status: 'paid' } })
  // To all of the group, as a terminal's Ctrl-C: npm leaves its script alone when only npm is told.
  process.kill(-child.pid!, 'SIGTERM')
  await ended
})
