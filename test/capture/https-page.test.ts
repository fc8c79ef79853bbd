/** A shop's page on https, with the script from http://127.0.0.1: what browsers block of that, and what its developer reads. */
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { captureBrowser } from '../../src/testing/playwright.ts'
import { makeFolder } from '../cli/command-line.ts'
import { launchBrowser, payWindow, startSandbox } from '../harness.ts'
import { cert, key } from '../self-signed.ts'

/** The address of a shop with such a certificate as developers have. */
async function startHttpsShop(html: string, scripts: Readonly<Record<string, string>> = {}): Promise<number> {
  const server = createServer({ key, cert }, (req, res) => {
    const script = scripts[req.url ?? '']
    const type = script === undefined ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8'
    res.writeHead(200, { 'content-type': type }).end(script ?? html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

const page = (script: string) => `<!doctype html><meta charset="utf-8"><title>shop</title>
  <script src="${script}"></script>
  <script>window.IMP && IMP.init('imp00000000')</script>
  <button onclick="IMP.request_pay({ pg: 'html5_inicis', merchant_uid: 'o1', name: '원두', amount: 1000, buyer_tel: '01012345678' }, function (rsp) { window.rsp = rsp })">결제하기</button>`

/** As a public address: the browser is told so of this machine's port, as Chrome's own tests tell it. */
const isPublic = (port: number) => `--ip-address-space-overrides=127.0.0.1:${port}=public`

async function visit(port: number, flags: readonly string[] = [], permissions: readonly string[] = []) {
  const browser = await launchBrowser(undefined, flags)
  onTestFinished(() => browser.close())
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  await context.grantPermissions([...permissions])
  const tab = await context.newPage()
  tab.setDefaultTimeout(15_000)
  const told: string[] = []
  tab.on('console', (message) => told.push(message.text()))
  await tab.goto(`https://127.0.0.1:${port}/`)
  return { tab, told }
}

async function pay(tab: Page): Promise<void> {
  await tab.getByRole('button').click()
  await (await payWindow(tab)).approve()
  await tab.waitForFunction('window.rsp')
  expect(await tab.evaluate('rsp.success')).toBe(true)
}

test('a shop on this machine is paid: http://127.0.0.1 is no mixed content to Chrome', async () => {
  const sandbox = await startSandbox({ seed: 1 })
  const port = await startHttpsShop(page(`${sandbox.url}/js/iamport.payment-1.1.5.js`))
  await pay((await visit(port)).tab)
})

test('a shop at a public address is paid once Chrome’s permission for the local network is given', async () => {
  const sandbox = await startSandbox({ seed: 1 })
  const port = await startHttpsShop(page(`${sandbox.url}/js/iamport.payment-1.1.5.js`))
  const denied = await visit(port, [isPublic(port)])
  expect(await denied.tab.evaluate('typeof IMP')).toBe('undefined')
  const { tab } = await visit(port, [isPublic(port)], ['local-network-access'])
  await pay(tab)
})

test('a shop at a public address that passes the script on itself is told why the sandbox is not reached', async () => {
  const sandbox = await startSandbox({ seed: 1 })
  const script = await (await fetch(`${sandbox.url}/js/iamport.payment-1.1.5.js`)).text()
  const port = await startHttpsShop(page('/iamport.js'), { '/iamport.js': script })
  const { tab, told } = await visit(port, [isPublic(port)])
  const { origin } = new URL(tab.url())
  await expect.poll(() => told.join('\n')).toContain(`iamport-sandbox open ${origin}`)
})

test('a captured browser needs no permission, wherever the shop is', async () => {
  process.env.IAMPORT_SANDBOX_HOME = makeFolder()
  onTestFinished(() => void delete process.env.IAMPORT_SANDBOX_HOME)
  const sandbox = await startSandbox({ seed: 1 })
  const { args, close } = await captureBrowser(sandbox)
  onTestFinished(close)
  const port = await startHttpsShop(page('https://cdn.iamport.kr/js/iamport.payment-1.1.5.js'))
  await pay((await visit(port, [...args, isPublic(port)])).tab)
})
