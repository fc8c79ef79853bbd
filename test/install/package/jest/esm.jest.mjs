/** Jest with its own ES modules. */
import { createSandbox } from 'iamport-sandbox'
import { useSandbox } from 'iamport-sandbox/jest'

const sandbox = useSandbox({ seed: 1 })
test('esm', async () => {
  const paid = await sandbox.pay({ merchant_uid: 'o', amount: 1000, buyer_tel: '010-1234-5678' })
  expect(paid).toHaveBeenPaid(1000)
  await (await createSandbox()).close()
})
