/** Plain JavaScript with require, under fake timers, in Jest without flags. */
const { createSandbox, connectSandbox, SandboxError } = require('iamport-sandbox')
const { useSandbox } = require('iamport-sandbox/jest')
const sandbox = useSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
const order = { merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' }
test('paid', async () => {
  jest.useFakeTimers()
  const { payment, rsp } = await sandbox.pay(order)
  expect(payment).toHaveBeenPaid(14000)
  expect(rsp.success).toBe(true)
  expect(payment.cancel_history).toStrictEqual([])
  expect({ a: payment.timeline[0].detail }).toStrictEqual({
    a: { device: 'pc', pay_method: 'card', pg: 'html5_inicis', window: 'layer' },
  })
  jest.useRealTimers()
})
test('again', async () => {
  expect(sandbox.payments()).toStrictEqual([])
  await expect(sandbox.deposit(null)).rejects.toBeInstanceOf(SandboxError)
  await expect(sandbox.deposit(null)).rejects.toBeInstanceOf(Error)
  expect(() => sandbox.payment('imp_1')).toThrow(Error)
  const far = await connectSandbox(sandbox.url)
  await far.pay(order)
  expect(await far.waitFor('payment', (p) => p.status === 'paid')).toMatchObject({ amount: 14000 })
  await far.close()
  const own = await createSandbox()
  expect(Object.keys(own)).toContain('pay')
  expect(typeof own.app).toBe('function')
  await own.close()
  await expect(own.settle()).rejects.toThrow(SandboxError)
})
