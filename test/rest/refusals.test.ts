/** In which order the API refuses, with which status, and in whose words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Refusal, refusal } from '../../src/catalog/refusals.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { asDocumented } from '../../src/rest/wire.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const world = await createInstance(readSettings({ db: ':memory:', seed: '1' }))
const rowOf = (name: string) => world.operations.find(({ method, path }) => `${method} ${path}` === name)!

let sandbox: Sandbox
let rest: RestClient
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterAll(async () => {
  await sandbox.close()
  await world.close()
})

const LONG = 'x'.repeat(300)
const NO_PAYMENT = '존재하지 않는 결제정보입니다.'

describe('who is asked comes before how it is asked', () => {
  test.each([
    ['GET', '/payments/imp_x?include_sandbox=maybe', undefined, NO_PAYMENT],
    ['GET', '/payments/find/nobody?sorting=best', undefined, NO_PAYMENT],
    ['GET', '/payments/findAll/nobody?limit=5000', undefined, NO_PAYMENT],
    ['POST', '/payments/cancel', { imp_uid: 'imp_x', amount: 'much' }, '취소할 결제건이 존재하지 않습니다.'],
    [
      'POST',
      '/payments/cancel',
      { amount: 'much' },
      '취소하실 imp_uid 또는 merchant_uid 중 하나를 지정해주셔야합니다.',
    ],
    [
      'PUT',
      '/payments/prepare',
      { merchant_uid: 'nobody', amount: 'much' },
      '사전등록된 결제정보가 존재하지 않습니다.',
    ],
    [
      'POST',
      '/subscribe/payments/again',
      { customer_uid: 'nobody', merchant_uid: LONG, amount: 1 },
      '등록되지 않은 구매자입니다.',
    ],
    ['POST', '/subscribe/payments/again', { customer_uid: 'nobody' }, '등록되지 않은 구매자입니다.'],
    [
      'POST',
      '/subscribe/payments/schedule',
      { customer_uid: 'nobody', schedules: [{ merchant_uid: LONG }] },
      '등록된 고객정보가 없습니다.',
    ],
    ['PUT', '/subscribe/payments/schedule/nobody', { schedule_at: 'soon' }, '존재하지 않는 결제예약입니다.'],
    ['POST', '/subscribe/payments/schedule/nobody/reschedule', {}, '존재하지 않는 결제예약입니다.'],
    ['PUT', '/vbanks/imp_x', { amount: 'much' }, NO_PAYMENT],
    ['POST', '/receipts/imp_x', {}, NO_PAYMENT],
    ['POST', '/certifications/otp/confirm/imp_x', { otp: {} }, '인증결과가 존재하지 않습니다.'],
    ['POST', '/escrows/logis/imp_x', {}, NO_PAYMENT],
    ['PUT', '/escrows/logis/imp_x', { sender: 1 }, NO_PAYMENT],
    ['POST', '/payments/imp_x/naver/ship', {}, NO_PAYMENT],
    ['POST', '/payments/imp_x/naver/reject-return', {}, NO_PAYMENT],
    ['POST', '/payments/imp_x/naver/confirm', { requester: {} }, NO_PAYMENT],
    ['POST', '/payco/orders/status/imp_x', {}, NO_PAYMENT],
    ['POST', '/paymentwall/delivery', { imp_uid: 'imp_x' }, NO_PAYMENT],
    ['POST', '/partners/receipts/imp_x', {}, NO_PAYMENT],
    ['POST', '/kcpquick/payment/money', { imp_uid: 'imp_x' }, NO_PAYMENT],
  ])('%s %s with %o', async (method, path, body, message) => {
    const reply = await rest.raw(method, path, body, { authorization: rest.token })
    expect([reply.message, reply.response]).toEqual([message, null])
    expect(reply.code).not.toBe(0)
  })

  test('and where nobody is named, what is missing is said', async () => {
    expect((await rest.post('/subscribe/payments/again', {})).message).toBe(
      'customer_uid 파라메터가 누락되었습니다.',
    )
    expect((await rest.post('/paymentwall/delivery', {})).message).toBe('imp_uid 파라메터가 누락되었습니다.')
  })
})

describe('cards', () => {
  const charge = { merchant_uid: 'card_1', amount: 1000, expiry: '2019-03', birth: '500203' }
  const NO_BIN = '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)'

  test.each(['1234-1234-1234-1234', '1111-2222-3333-4444', '0000-0000-0000-0000', '2000-0000-0000-0000'])(
    '%s has no BIN, which is told before an expiry that is past',
    async (card_number) => {
      const onetime = await rest.post('/subscribe/payments/onetime', { ...charge, card_number })
      expect(onetime).toMatchObject({
        status: 200,
        code: -1,
        response: null,
        message: `카드정보 인증에 실패하였습니다. ${NO_BIN}`,
      })
      const key = await rest.post('/subscribe/customers/bin', { ...charge, card_number })
      expect(key).toMatchObject({
        status: 200,
        code: -1,
        message: `카드정보 인증 및 빌키 발급에 실패하였습니다. ${NO_BIN}`,
      })
      const plan = [{ merchant_uid: 'card_2', schedule_at: 1_999_999_999, amount: 1 }]
      const schedule = await rest.post('/subscribe/payments/schedule', {
        customer_uid: 'bin',
        ...charge,
        card_number,
        schedules: plan,
      })
      expect(schedule).toMatchObject({
        status: 200,
        code: 1,
        message: `카드정보 확인에 실패하였습니다. ${NO_BIN}`,
      })
    },
  )

  test.each(['4092-0230-1234-1234', '9410-1234-1234-1234', '2221-0000-0000-0000', '3700-0000-0000-000'])(
    '%s is charged, whatever its check digit',
    async (card_number) => {
      const order = { ...charge, merchant_uid: card_number, expiry: '2030-12', card_number }
      expect((await rest.post('/subscribe/payments/onetime', order)).response).toMatchObject({
        status: 'paid',
      })
    },
  )
})

describe('statuses', () => {
  test.each([
    ['POST /paymentwall/delivery', 404, 200],
    ['POST /payco/orders/status/{imp_uid}', 400, 200],
    ['POST /kcpquick/payment/money', 404, 200],
    ['POST /kcpquick/payment/autopay', 404, 200],
    ['DELETE /kcpquick/members/{member_id}', 404, 404],
    ['POST /kcpquick/prepare/{merchant_uid}', 409, 409],
    ['DELETE /cvs/{imp_uid}', 404, 200],
    ['POST /benepia/payment', 400, 200],
    ['POST /benepia/point', 500, 500],
    ['POST /receipts/{imp_uid}', 404, 400],
    ['GET /payments/prepare/{merchant_uid}', 404, 404],
    ['POST /payments/cancel', 400, 200],
    ['POST /users/getToken', 400, 400],
  ])('a refusal of %s with %i is %i', (name, status, told) => {
    const refused = Object.assign(refusal('internal'), { status })
    expect(asDocumented(rowOf(name), refused).status).toBe(told)
  })

  test('no operation ever refuses with a status that it does not list', () => {
    for (const row of world.operations) {
      for (const status of [400, 403, 404, 405, 409, 422, 500, 501]) {
        const refused = asDocumented(row, Object.assign(refusal('internal'), { status }))
        expect([200, ...(row.statuses ?? [])]).toContain(refused.status)
        expect(refused).toBeInstanceOf(Refusal)
      }
    }
  })
})
