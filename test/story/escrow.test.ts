/** An escrow sale is delivered: the shop registers the parcel, corrects it, and reads it back. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { startSandbox } from '../harness.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const person = { name: '김상점', tel: '02-1234-5678', addr: '서울시 성동구', postcode: '04783' }
const delivery = {
  sender: person,
  receiver: { ...person, name: '이구매' },
  logis: { company: 'CJGLS', invoice: '123456789012', sent_at: 1_767_193_200 },
}

let sandbox: Sandbox
let rest: RestClient
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})

async function pay(more: object = {}): Promise<string> {
  const order = {
    pg: 'html5_inicis',
    merchant_uid: 'o1',
    name: '주문명',
    amount: 14000,
    buyer_tel: '010-1234-5678',
    escrow: true,
  }
  const { payment } = await sandbox.pay({ ...order, ...more })
  return payment!.imp_uid
}

describe('the parcel of an escrow sale', () => {
  test('is registered once, changed, and read back', async () => {
    const imp_uid = await pay()
    const path = `/escrows/logis/${imp_uid}`
    expect(await rest.get(path)).toMatchObject({
      status: 409,
      message: '등록된 배송정보가 존재하지 않습니다.',
    })
    expect((await rest.post(path, delivery)).response).toEqual({
      applied_at: 1_767_193_200,
      company: 'CJGLS',
      invoice: '123456789012',
      sent_at: 1_767_193_200,
    })
    expect(await rest.post(path, delivery)).toMatchObject({ status: 409, code: -1, response: null })
    await sandbox.advance(60)
    const changed = { ...delivery, logis: { ...delivery.logis, invoice: '999', company: 'LOGEN' } }
    expect((await rest.put(path, changed)).response).toMatchObject({
      invoice: '999',
      company: 'ETC',
      applied_at: 1_767_193_260,
    })
    expect((await rest.get(path)).response).toMatchObject({ invoice: '999' })
    const { timeline } = sandbox.payment(imp_uid)
    expect(timeline.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['delivery registered', 'delivery changed']),
    )
  })

  test('works as a form with brackets', async () => {
    const imp_uid = await pay()
    const form = {
      ...Object.fromEntries(
        Object.entries(person).flatMap(([key, value]) => [
          [`sender[${key}]`, value],
          [`receiver[${key}]`, value],
        ]),
      ),
      'logis[company]': 'EPOST',
      'logis[invoice]': '1',
      'logis[sent_at]': '1767193200',
    }
    expect((await rest.form(`/escrows/logis/${imp_uid}`, form)).response).toMatchObject({
      company: 'EPOST',
      sent_at: 1_767_193_200,
    })
  })

  test('cannot be changed before it is there', async () => {
    expect(await rest.put(`/escrows/logis/${await pay()}`, delivery)).toMatchObject({
      status: 409,
      message: '해당거래건은 배송정보를 수정할 수 없습니다.',
    })
  })

  test.each([
    ['without escrow', { escrow: false }],
    ['not paid', { outcome: 'cancel' }],
  ])('a sale %s has none', async (_what, more) => {
    const imp_uid = await pay(more)
    expect(await rest.post(`/escrows/logis/${imp_uid}`, delivery)).toMatchObject({
      status: 409,
      message: '해당거래건은 배송정보를 등록할 수 없습니다.',
    })
    expect((await rest.get(`/escrows/logis/${imp_uid}`)).status).toBe(409)
  })

  test('a PG that takes no parcels says so', async () => {
    const imp_uid = await pay({ pg: 'nice' })
    for (const reply of [
      await rest.get(`/escrows/logis/${imp_uid}`),
      await rest.post(`/escrows/logis/${imp_uid}`, delivery),
    ]) {
      expect(reply).toMatchObject({ status: 400, code: -1, message: '현재 지원되지 않는 PG사입니다.' })
    }
  })

  test.each([
    ['sender', { ...delivery, sender: undefined }, 'sender 파라메터가 누락되었습니다.'],
    [
      'the sender’s postcode',
      { ...delivery, sender: { ...person, postcode: '' } },
      'sender.postcode 파라메터가 누락되었습니다.',
    ],
    [
      'the invoice',
      { ...delivery, logis: { company: 'EPOST', sent_at: 1 } },
      'logis.invoice 파라메터가 누락되었습니다.',
    ],
  ])('without %s nothing is registered', async (_what, body, message) => {
    const imp_uid = await pay()
    expect(await rest.post(`/escrows/logis/${imp_uid}`, body)).toMatchObject({
      status: 400,
      code: -1,
      message,
    })
    expect((await rest.get(`/escrows/logis/${imp_uid}`)).status).toBe(409)
  })

  test('an unknown payment is 404', async () => {
    expect(await rest.post('/escrows/logis/imp_x', delivery)).toMatchObject({
      status: 404,
      message: '존재하지 않는 결제정보입니다.',
    })
  })
})
