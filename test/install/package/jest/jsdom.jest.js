/** @jest-environment jsdom */
const { useSandbox } = require('iamport-sandbox/jest')
const sandbox = useSandbox({ seed: 1 })
test('in jsdom', async () => {
  const paid = await sandbox.pay({ merchant_uid: 'o', amount: 1000, buyer_tel: '010-1234-5678' })
  expect(paid).toHaveBeenPaid(1000)
  expect(document.title).toBe('')
})
