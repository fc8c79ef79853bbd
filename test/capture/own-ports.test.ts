/** What the sandbox sends does not come back to it by the ports on which it answers for iamport's names. */
import { expect, onTestFinished, test } from 'vitest'
import { createCalls } from '../../src/capture/calls.ts'
import { openCapture } from '../../src/capture/capture.ts'
import { createSandbox } from '../../src/index.ts'
import { makeFolder } from '../cli/command-line.ts'

test('a webhook at the TLS port or at the proxy of captured names is not sent, and the delivery says why', async () => {
  process.env.IAMPORT_SANDBOX_HOME = makeFolder()
  const sandbox = await createSandbox({ seed: 1 })
  const seen: string[] = []
  const capture = await openCapture({
    handler: (req, res) => {
      seen.push(req.url ?? '')
      sandbox.app(req, res)
    },
    calls: createCalls(),
    http_port: Number(new URL(sandbox.url).port),
    tls_port: 0,
    host: '127.0.0.1',
    now_ms: Date.now,
    policy: { offline: false, allow: [] },
    env: {},
  })
  onTestFinished(async () => {
    delete process.env.IAMPORT_SANDBOX_HOME
    await capture.close()
    await sandbox.close()
  })
  for (const port of [capture.tls_port, capture.proxy_port]) {
    for (const address of [`https://127.0.0.1:${port}/users/getToken`, `http://localhost:${port}/`]) {
      const merchant_uid = `${port} ${address}`
      const order = { merchant_uid, amount: 1000, buyer_tel: '010-1234-5678', notice_url: address }
      const { payment } = await sandbox.pay(order)
      await sandbox.settle()
      const [delivery] = sandbox.webhooks({ imp_uid: payment!.imp_uid })
      expect(delivery?.attempts[0]).toMatchObject({
        status: null,
        error: expect.stringContaining('the sandbox itself'),
      })
    }
  }
  expect(seen).toEqual([])
})
