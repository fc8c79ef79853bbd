/** Who has asked before the end gets the answer; who never stops listening does not hold it up for ever. */
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

const start = async () => {
  const instance = await createInstance(readSettings({ db: ':memory:', seed: '1', port: '0' }))
  return { instance, url: await instance.listen() }
}

test('calls that are being answered when the sandbox is told to end are answered; nobody new is taken', async () => {
  const { instance, url } = await start()
  instance.scenarios.arm('slow', [{ at: 'rest POST /users/getToken', do: { slow: 200 } }])
  const agent = new Agent({ keepAlive: true })
  const ask = () =>
    new Promise<number | string>((resolve) => {
      const call = request(`${url}/users/getToken`, { method: 'POST', agent, headers: FORM }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
      })
      call.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      call.end('imp_key=K&imp_secret=S')
    })
  const arrived = new Promise<void>((resolve) => {
    let count = 0
    instance.scenarios.watchRest({
      before: () => {
        if (++count === 20) resolve()
      },
      after: () => {},
    })
  })
  const asked = Array.from({ length: 20 }, ask)
  await arrived
  const closing = instance.close(5000)
  expect(await ask()).toMatch(/ECONNREFUSED|ECONNRESET/)
  expect(new Set(await Promise.all(asked))).toEqual(new Set([200]))
  await closing
  agent.destroy()
})

test('a stream of events is cut off when the grace is over', async () => {
  const { instance, url } = await start()
  const answer = await fetch(`${url}/_sandbox/events`, { headers: { accept: 'text/event-stream' } })
  const reading = answer.text().then(
    () => 'ended',
    () => 'cut off',
  )
  await instance.close(50)
  expect(await reading).toBe('cut off')
})

test('a browser that lets go of its window after the sandbox has closed ends nothing', async () => {
  const sandbox = await createSandbox()
  const shop = createServer(sandbox.app)
  await new Promise<void>((resolve) => void shop.listen(0, '127.0.0.1', resolve))
  const { port } = shop.address() as AddressInfo
  const order = { merchant_uid: 'o1', name: '양말', amount: 9000, buyer_tel: '010-1234-5678' }
  const asked = await fetch(`http://127.0.0.1:${port}/checkout/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_code: sandbox.user_code, version: '1.1.5', data: order }),
  })
  const { window } = (await asked.json()) as { window: { url: string } }
  const failures: unknown[] = []
  const hear = (error: unknown) => void failures.push(error)
  process.on('uncaughtException', hear)
  const headers = { accept: 'text/event-stream' }
  const call = request(`http://127.0.0.1:${port}${new URL(window.url, sandbox.url).pathname}/events`, {
    headers,
  })
  const opened = once(call, 'response')
  call.on('error', () => {}).end()
  await opened
  await sandbox.close()
  call.destroy()
  await new Promise<void>((resolve) => void shop.close(() => setImmediate(resolve)))
  process.off('uncaughtException', hear)
  expect(failures).toEqual([])
})
