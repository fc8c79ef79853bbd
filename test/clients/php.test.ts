/** The wire traits of PHP's client, one test each. */
import { expect, test } from 'vitest'
import { CARD, JSON_TYPE, useWire } from './wire.ts'

const wire = useWire()

test('numbers its arrays, also up to a hundred', async () => {
  const ids = Array.from({ length: 98 }, (_, n) => `imp_uid%5B${n + 2}%5D=imp_${n}`)
  const query = `imp_uid%5B0%5D=${wire.imp_uids[0]}&imp_uid%5B1%5D=${wire.imp_uids[1]}&${ids.join('&')}`
  const { status, body } = await wire.read(`/payments/?${query}`, {
    type: JSON_TYPE,
    auth: { authorization: `Bearer ${wire.token}` },
  })
  expect([status, body.response.length]).toEqual([207, 2])
})

test('ends POST paths with a slash, and says null for what it does not set', async () => {
  const body = JSON.stringify({
    imp_uid: 'imp_x',
    merchant_uid: null,
    amount: null,
    tax_free: null,
    checksum: null,
  })
  const answer = await wire.raw('POST', '/payments/cancel/', { type: JSON_TYPE }, body)
  expect([answer.status, answer.body.code, answer.body.response]).toEqual([200, 1, null])
  for (const path of ['onetime', 'again', 'schedule', 'unschedule']) {
    const { body: reply } = await wire.raw(
      'POST',
      `/subscribe/payments/${path}/`,
      { type: JSON_TYPE },
      '{"merchant_uid":null}',
    )
    expect(reply.message, path).not.toContain('존재하지 않는 API')
  }
})

test('finds every key that it reads, even where there is nothing', async () => {
  const { response } = (await wire.read(`/payments/${wire.imp_uids[0]}`)).body
  expect(response).toMatchObject({
    cancel_receipt_urls: [],
    cancel_history: [],
    vbank_num: null,
    custom_data: null,
  })
  expect(response).toHaveProperty('customer_uid_usage')
})

test('is told by 207 what was found of several', async () => {
  const { status, body } = await wire.read(`/payments/?imp_uid[0]=${wire.imp_uids[0]}&imp_uid[1]=imp_none`)
  expect([status, body.code, body.response.map((row: { imp_uid: string }) => row.imp_uid)]).toEqual([
    207,
    0,
    [wire.imp_uids[0]],
  ])
})

test('charges, schedules and unschedules at paths that end with a slash', async () => {
  const charge = {
    ...CARD,
    merchant_uid: 'php_1',
    amount: 1004,
    customer_uid: 'php_key',
    name: '주문명',
    vat: null,
  }
  const send = async (path: string, body: object) =>
    (await wire.post(`/subscribe/payments/${path}/`, JSON_TYPE, JSON.stringify(body))).body.response
  expect(await send('onetime', charge)).toMatchObject({ status: 'paid' })
  const again = {
    customer_uid: 'php_key',
    merchant_uid: 'php_2',
    amount: 1004,
    name: '재결제',
    card_quota: null,
  }
  expect(await send('again', again)).toMatchObject({ status: 'paid' })
  const row = { merchant_uid: 'php_3', schedule_at: 1769000000, amount: 1004, name: '예약', buyer_name: null }
  expect(
    await send('schedule', { customer_uid: 'php_key', checking_amount: null, schedules: [row] }),
  ).toHaveLength(1)
  expect(await send('unschedule', { customer_uid: 'php_key', merchant_uid: null })).toHaveLength(1)
})

test('says JSON on a GET, whatever its body is', async () => {
  for (const body of ['', '[]', '{}', 'a=b'])
    expect((await wire.raw('GET', '/payments/find/order_1', { type: JSON_TYPE }, body)).status, body).toBe(
      200,
    )
})

test('writes an empty object as [], and an object of a cancel as a list of one', async () => {
  for (const [merchant_uid, extra] of [
    ['php_a', []],
    ['php_b', [{ requester: 'admin' }]],
  ] as const) {
    const imp_uid = await wire.pay(merchant_uid)
    const { body } = await wire.post('/payments/cancel', JSON_TYPE, JSON.stringify({ imp_uid, extra }))
    expect(body.response).toMatchObject({ status: 'cancelled' })
  }
})

test('finds birth of a certification and receipt_tid of a receipt without looking first', async () => {
  const person = {
    name: '홍길동',
    phone: '010-1234-5678',
    birth: '900131',
    gender_digit: '1',
    carrier: 'SKT',
  }
  const asked = await wire.post('/certifications/otp/request', JSON_TYPE, JSON.stringify(person))
  const certification = await wire.read(`/certifications/${asked.body.response.imp_uid}`)
  expect(certification.body.response).toHaveProperty('birth')
  const imp_uid = await wire.pay('php_receipt', { pay_method: 'trans' })
  const receipt = await wire.post(
    `/receipts/${imp_uid}`,
    JSON_TYPE,
    '{"identifier":"01012345678","vat":null}',
  )
  expect(receipt.body.response.receipt_tid).toMatch(/^CASH/)
})
