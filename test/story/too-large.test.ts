/** A sum that is larger than any can be is refused as that, with the bound, wherever it comes in. */
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const BOUND = 'an amount of KRW is at most 9007199254740991'
const CARD = { card_number: '4092-0230-1234-1234', expiry: '2030-01', birth: '900101', pwd_2digit: '12' }

test('request_pay says that the amount is too large, and how large it may be', async () => {
  const sandbox = await startSandbox()
  const order = { pg: 'html5_inicis', merchant_uid: 'o1', buyer_tel: '010-1234-5678' }
  const { rsp } = await sandbox.pay({ ...order, amount: 1e20 })
  expect(rsp?.error_msg).toBe('결제금액(amount)이 올바르지 않습니다. 9007199254740991 이하여야 합니다.')
  expect(sandbox.events().at(-1)?.text).toContain('KRW 금액은 9007199254740991까지입니다.')
  expect((await sandbox.pay({ ...order, amount: -1e20 })).rsp?.error_msg).toContain('0보다 커야 합니다.')
  expect((await sandbox.pay({ ...order, amount: 0.5 })).rsp?.error_msg).toContain('KRW에 맞는 단위')
  expect(
    (await sandbox.pay({ ...order, pg: 'paypal', currency: 'USD', amount: 1e15 })).rsp?.error_msg,
  ).toContain('90071992547409.9 이하여야')
  expect((await sandbox.pay({ ...order, amount: 9007199254740991 })).payment).toMatchObject({
    amount: 9007199254740991,
  })
})

test.each([
  ['/subscribe/payments/onetime', { ...CARD, merchant_uid: 'o2', amount: 1e20 }, BOUND],
  ['/payments/prepare', { merchant_uid: 'o2', amount: 1e20 }, BOUND],
  ['/payments/prepare', { merchant_uid: 'o2', amount: -1 }, 'amount was -1 KRW.'],
  ['/payments/prepare', { merchant_uid: 'o2', amount: 1, currency: 'won' }, 'currency was won.'],
  ['/payments/cancel', { merchant_uid: 'o1', amount: 1e20 }, BOUND],
  [
    '/payments/cancel',
    { merchant_uid: 'o1', checksum: 1e20 },
    `checksum was 100000000000000000000: ${BOUND}`,
  ],
  [
    '/payments/cancel',
    { merchant_uid: 'o1', tax_free: 1e20 },
    `tax_free was 100000000000000000000: ${BOUND}`,
  ],
  ['/payments/cancel', { merchant_uid: 'o1', vat_amount: 0.5 }, 'vat_amount was 0.5: KRW has fewer'],
  [
    '/vbanks',
    { merchant_uid: 'o2', amount: 1e20, vbank_code: '04', vbank_due: 1999999999, vbank_holder: '홍' },
    BOUND,
  ],
])('POST %s %j', async (path, body, told) => {
  const sandbox = await startSandbox({ clock: '2026-01-01T00:00:00+09:00' })
  const rest = await restClient(sandbox)
  await sandbox.pay({ merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' })
  const { code, hint } = await rest.post(path, body)
  expect(code).not.toBe(0)
  expect(hint).toContain(told)
  expect(sandbox.payments()).toMatchObject([{ merchant_uid: 'o1', cancel_amount: 0 }])
})

test('a checksum that is no sum is none that fits, and taxes that are none are named', async () => {
  const sandbox = await startSandbox()
  const rest = await restClient(sandbox)
  await sandbox.pay({ merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' })
  const cancel = async (body: object) =>
    (await rest.post('/payments/cancel', { merchant_uid: 'o1', ...body })).message
  expect(await cancel({ checksum: 0.5 })).toContain('(checksum: 0.5, 취소 가능 잔액: 1000)')
  expect(await cancel({ tax_free: 0.5 })).toBe('취소 요청금액 중 tax_free이(가) 올바르지 않습니다.')
})

test('a number that JSON can write and no number can hold is called too large, not missing', async () => {
  const sandbox = await startSandbox()
  const rest = await restClient(sandbox)
  const send = async (path: string, body: string) => {
    const headers = { 'content-type': 'application/json', authorization: rest.token }
    return fetch(`${sandbox.url}${path}`, { method: 'POST', headers, body })
  }
  const refused = await send('/payments/prepare', '{"merchant_uid":"o1","amount":1e400}')
  expect(refused.headers.get('x-iamport-sandbox-hint')).toContain('must be a number that is not too large')
  const data = '{"merchant_uid":"o1","buyer_tel":"010","amount":1e400}'
  const asked = await send('/checkout/requests', `{"user_code":"${sandbox.user_code}","data":${data}}`)
  expect(await asked.json()).toMatchObject({
    done: { error_msg: '결제금액(amount)이 올바르지 않습니다. 너무 크지 않은 숫자여야 합니다.' },
    hint: 'amount 값으로 Infinity을(를) 받았습니다.',
  })
})
