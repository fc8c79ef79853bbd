/** The clients that Node shops really use: each gets a token, reads, finds and cancels a payment. */
import { createRequire } from 'node:module'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

const require = createRequire(import.meta.url)

/** The clients come without types, or with ones older than today's compiler: this is what the tests use of them. */
// biome-ignore lint/suspicious/noExplicitAny: see above
const load = (name: string): any => require(name)

let sandbox: Sandbox
let imp_uid: string

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1 })
  const { rsp } = await sandbox.pay({
    merchant_uid: 'order_1',
    name: '주문명',
    amount: 14000,
    buyer_tel: '010-1234-5678',
  })
  imp_uid = String(rsp!.imp_uid)
})
afterEach(() => sandbox.close())

describe('iamport (the vendor’s first client for Node)', () => {
  const connect = () => {
    const Iamport = load('iamport')
    Iamport.DEFAULT_HOST = sandbox.url
    return Iamport({ impKey: sandbox.imp_key, impSecret: sandbox.imp_secret })
  }

  test('reads, finds, lists and cancels', async () => {
    const iamport = connect()
    expect(await iamport.payment.getByImpUid({ imp_uid })).toMatchObject({ status: 'paid', amount: 14000 })
    expect(await iamport.payment.getByMerchant({ merchant_uid: 'order_1' })).toMatchObject({ imp_uid })
    expect(await iamport.payment.getByStatus({ payment_status: 'paid' })).toMatchObject({ total: 1 })
    const cancelled = await iamport.payment.cancel({ imp_uid, amount: 1000, checksum: 14000 })
    expect(cancelled).toMatchObject({ status: 'cancelled', cancel_amount: 1000 })
  })

  test('prepares, and is told of what does not exist', async () => {
    const iamport = connect()
    expect(await iamport.payment.prepare({ merchant_uid: 'o2', amount: 100 })).toMatchObject({ amount: 100 })
    expect(await iamport.payment.getPrepare({ merchant_uid: 'o2' })).toMatchObject({ amount: 100 })
    await expect(iamport.payment.getByImpUid({ imp_uid: 'imp_x' })).rejects.toThrow()
    await expect(iamport.payment.cancel({ imp_uid: 'imp_x' })).rejects.toThrow(
      '취소할 결제건이 존재하지 않습니다.',
    )
  })

  test('works with the demo key that it carries itself', async () => {
    const Iamport = load('iamport')
    Iamport.DEFAULT_HOST = sandbox.url
    expect(await new Iamport().payment.getByImpUid({ imp_uid })).toMatchObject({ status: 'paid' })
  })

  test('gets a new token when its own has expired', async () => {
    await sandbox.close()
    sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
    const { rsp } = await sandbox.pay({ merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' })
    const iamport = connect()
    iamport.token = { access_token: 'old', expired_at: 4_000_000_000 }
    expect(await iamport.payment.getByImpUid({ imp_uid: rsp!.imp_uid })).toMatchObject({ status: 'paid' })
  })
})

describe('iamporter', () => {
  const connect = () => {
    const { Iamporter } = load('iamporter')
    return new Iamporter({ apiKey: sandbox.imp_key, secret: sandbox.imp_secret, host: sandbox.url })
  }

  test('reads, finds, lists and cancels', async () => {
    const iamporter = connect()
    expect((await iamporter.findByImpUid(imp_uid)).data).toMatchObject({ status: 'paid', amount: 14000 })
    expect((await iamporter.findByMerchantUid('order_1')).data).toMatchObject({ imp_uid })
    expect((await iamporter.findAllByMerchantUid('order_1')).data).toMatchObject({ total: 1 })
    expect((await iamporter.findAllByStatus('paid')).data).toMatchObject({ total: 1 })
    expect((await iamporter.cancelByImpUid(imp_uid, { amount: 1000 })).data).toMatchObject({
      cancel_amount: 1000,
    })
    expect((await iamporter.cancelByMerchantUid('order_1')).data).toMatchObject({ cancel_amount: 14000 })
  })

  test('prepares, and is told of what does not exist and of a wrong secret', async () => {
    const iamporter = connect()
    await iamporter.createPreparedPayment({ merchant_uid: 'o2', amount: 100 })
    expect((await iamporter.getPreparedPayment('o2')).data).toMatchObject({ amount: 100 })
    expect((await iamporter.findByImpUid('imp_x')).status).toBe(404)
    await expect(iamporter.cancelByImpUid('imp_x')).rejects.toThrow('취소할 결제건이 존재하지 않습니다.')
    await expect(iamporter.getToken(sandbox.imp_key, 'wrong')).rejects.toThrow('인증에 실패하였습니다.')
    await expect(iamporter.getToken('', '')).rejects.toThrow('imp_key, imp_secret 파라메터가 누락되었습니다.')
  })
})

describe('iamport-rest-client-nodejs', () => {
  const connect = () => {
    const { Iamport, Request } = load('iamport-rest-client-nodejs')
    const iamport = new Iamport({
      apiKey: sandbox.imp_key,
      apiSecret: sandbox.imp_secret,
      baseUrl: sandbox.url,
    })
    return { iamport, Payments: Request.Payments }
  }

  test('reads, finds, lists and cancels', async () => {
    const { iamport, Payments } = connect()
    const data = async (call: { request(client: unknown): Promise<{ data: unknown }> }) =>
      (await call.request(iamport)).data
    expect(await data(Payments.getByImpUid({ imp_uid }))).toMatchObject({ response: { status: 'paid' } })
    expect(await data(Payments.getByImpUids({ imp_uid: [imp_uid] }))).toMatchObject({
      response: [{ imp_uid }],
    })
    expect(await data(Payments.getByMerchantUid({ merchant_uid: 'order_1', status: 'paid' }))).toMatchObject({
      response: { imp_uid },
    })
    expect(await data(Payments.getByMerchantUids({ merchant_uid: 'order_1', status: 'all' }))).toMatchObject({
      response: { total: 1 },
    })
    expect(await data(Payments.getByStatus({ status: 'paid' }))).toMatchObject({ response: { total: 1 } })
    expect(await data(Payments.cancel({ imp_uid, amount: 1000 }))).toMatchObject({
      code: 0,
      response: { cancel_amount: 1000 },
    })
  })

  test('is told of what does not exist', async () => {
    const { iamport, Payments } = connect()
    await expect(Payments.getByImpUid({ imp_uid: 'imp_x' }).request(iamport)).rejects.toMatchObject({
      response: { status: 404, data: { code: -1, message: '존재하지 않는 결제정보입니다.' } },
    })
  })
})

describe('iamport-server-api', () => {
  test('reads and cancels', async () => {
    const { IamportConnector, functional } = load('iamport-server-api')
    const { imp_key, imp_secret } = sandbox
    const connector = new IamportConnector(sandbox.url, { imp_key, imp_secret })
    const read = await functional.payments.at(await connector.get(), imp_uid, {})
    expect(read).toMatchObject({ code: 0, response: { status: 'paid', imp_uid } })
    const input = { imp_uid, merchant_uid: 'order_1', amount: 1000, checksum: null, reason: '단순 변심' }
    const cancelled = await functional.payments.cancel(await connector.get(), input)
    expect(cancelled).toMatchObject({ code: 0, response: { cancel_amount: 1000 } })
  })
})
