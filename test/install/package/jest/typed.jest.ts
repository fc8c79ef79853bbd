/** TypeScript, compiled to CommonJS by ts-jest. */
import { createSandbox, SandboxError } from 'iamport-sandbox'
import { useSandbox } from 'iamport-sandbox/jest'

const sandbox = useSandbox({ seed: 1 })
test('typed', async () => {
  const { payment } = await sandbox.pay({ merchant_uid: 'o', amount: 1000, buyer_tel: '010-1234-5678' })
  expect(payment).toHaveBeenPaid(1000)
  await expect(sandbox.cancel(payment, { amount: -1 })).rejects.toThrow(Error)
  const own = await createSandbox({ port: null })
  expect(own.payments()).toStrictEqual([])
  await own.close()
  await expect(own.settle()).rejects.toBeInstanceOf(SandboxError)
})
