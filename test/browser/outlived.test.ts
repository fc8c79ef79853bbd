/** A payment window that outlives its sandbox: the sandbox is started again and knows nothing of it. */
import { expect, test } from 'vitest'
import { payWindow, startSandbox, useBrowser } from '../harness.ts'
import { ORDER, requestPay, visitShop } from './buyer.ts'

const browser = useBrowser()

test('its frame gives up, the callback says so, and nobody asks for it any more', async () => {
  const at = await visitShop(browser, { pay: requestPay(ORDER) })
  const { page } = at
  const asked: string[] = []
  await at.open()
  const { port } = new URL(at.sandbox.url)
  await at.sandbox.close()
  page.on('response', (response) => asked.push(`${response.status()} ${new URL(response.url()).pathname}`))
  const next = await startSandbox({ port: Number(port) })
  const { rsps } = await at.back()
  expect(rsps).toMatchObject([{ success: false, error_code: expect.any(String) }])
  expect(String(rsps[0]?.error_msg)).not.toBe('')
  const events = asked.filter((line) => line.endsWith('/events'))
  expect(events.length).toBeGreaterThan(0)
  expect(events.every((line) => !line.startsWith('200'))).toBe(true)
  // Whoever would ask again has done so by the time that another payment is through.
  const before = asked.length
  const param = JSON.stringify({ ...ORDER, merchant_uid: 'order_2' })
  const second = page.waitForFunction('window.second')
  await page.evaluate(`void IMP.request_pay(${param}, (rsp) => { window.second = rsp })`)
  await (await payWindow(page)).approve()
  await second
  expect(asked.slice(before).filter((line) => line.startsWith('4') || line.startsWith('5'))).toEqual([])
  expect(await next.payments()).toMatchObject([{ merchant_uid: 'order_2', status: 'paid' }])
})
