/** Shops as they stand in the field, with not a line changed, paid by a real browser through `run`, on PC and phone. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished, test } from 'vitest'
import { captureFlags } from '../../src/capture/browser.ts'
import type { CaptureInfo } from '../../src/capture/info.ts'
import { makeFolder } from '../cli/command-line.ts'
import { freePort } from '../free-port.mjs'
import { launchBrowser, PHONE, payWindow } from '../harness.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const SHOPS = join(ROOT, 'fixtures/shops/unmodified')

interface Shop {
  readonly language: string
  readonly command: (port: number) => readonly string[]
  readonly needs: readonly [program: string, ...args: string[]]
}

const LANGUAGES: readonly Shop[] = [
  { language: 'Node', command: () => ['node', join(SHOPS, 'node.cjs')], needs: ['node', '-v'] },
  {
    language: 'Python',
    command: () => ['python3', join(SHOPS, 'shop.py')],
    needs: ['python3', '-c', 'import requests'],
  },
  {
    language: 'PHP',
    command: (port) => ['php', '-S', `127.0.0.1:${port}`, join(SHOPS, 'shop.php')],
    needs: ['php', '-r', 'curl_version();'],
  },
  { language: 'Ruby', command: () => ['ruby', join(SHOPS, 'shop.rb')], needs: ['ruby', '-v'] },
]

describe.each(LANGUAGES)('a shop in $language', (shop) => {
  test.each([
    ['a PC', {}, 'callback'],
    ['a phone', PHONE, 'redirect'],
  ] as const)(
    'is paid on %s, and hears of it by webhook',
    { timeout: 180_000 },
    async (_device, device, way) => {
      if (!works(shop.needs)) {
        process.stderr.write(
          `not run: the shop in ${shop.language} (${shop.needs.join(' ')} does not work on this machine)\n`,
        )
        return
      }
      const { shop_url, capture, http_port, stop } = await runShop(shop)
      const browser = await launchBrowser(undefined, captureFlags(capture, http_port))
      onTestFinished(() => browser.close())
      const page = await (await browser.newContext(device)).newPage()
      page.setDefaultTimeout(30_000)
      await page.goto(shop_url)
      await page.getByRole('button', { name: '결제하기' }).click()
      await (await payWindow(page)).approve()
      const result = page.locator('#result')
      await result.filter({ hasText: '결제가 완료되었습니다.' }).waitFor()
      const merchant_uid = (await result.textContent())?.split(' ').at(-1) ?? ''
      const order = async () =>
        (
          (await (await fetch(`${shop_url}/orders`)).json()) as Record<
            string,
            { status: string; from: string[] }
          >
        )[merchant_uid]
      await expect
        .poll(async () => (await order())?.from.sort(), { timeout: 20_000 })
        .toEqual([way, 'webhook'].sort())
      expect((await order())?.status).toBe('paid')
      const { stderr } = await stop()
      expect(stderr).toContain(
        `웹훅은 http://127.0.0.1:${new URL(shop_url).port}/iamport/webhook로 보냅니다.`,
      )
      expect(stderr).toMatch(/가로챈 호출: .*cdn\.iamport\.kr 1회/)
      expect(stderr).toMatch(/api\.iamport\.kr \d+회/)
      expect(stderr).toMatch(/service\.iamport\.kr \d+회/)
    },
  )
})

/** Starts a shop by `run`, on a free port, as its developer would. */
async function runShop({ command }: Shop) {
  const port = await freePort()
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_OPTIONS|IAMPORT_)/.test(name),
  )
  const cwd = makeFolder()
  const args = ['run', '--seed', '1', '--webhook-path', '/iamport/webhook', '--', ...command(port)]
  const child = spawn(process.execPath, [join(ROOT, 'bin/iamport-sandbox.js'), ...args], {
    cwd,
    env: {
      ...Object.fromEntries(inherited),
      PORT: String(port),
      NODE_PATH: join(ROOT, 'node_modules'),
      IAMPORT_SANDBOX_HOME: join(cwd, 'home'),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let stderr = ''
  const reader = createInterface({ input: child.stderr })
  const url = await new Promise<string>((resolve, reject) => {
    reader.on('line', (line) => {
      stderr += `${line}\n`
      const found = /--url (http:\/\/\S+?)`?$/.exec(line)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(stderr)))
  })
  const shop_url = `http://localhost:${port}`
  await expect
    .poll(
      () =>
        fetch(shop_url).then(
          (answer) => answer.ok,
          () => false,
        ),
      { timeout: 30_000 },
    )
    .toBe(true)
  const { capture } = (await (await fetch(`${url}/_sandbox/connection`)).json()) as { capture: CaptureInfo }
  return {
    shop_url,
    capture,
    http_port: Number(new URL(url).port),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      return { stderr }
    },
  }
}

function works([program, ...args]: Shop['needs']): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
