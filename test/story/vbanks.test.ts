/** Accounts and barcodes that the shop's server asks for: issued, paid into, changed, withdrawn. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { startReceiver } from '../receiver.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const START = 1767193200
const DAY = 86_400

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({
    seed: 1,
    clock: '2026-01-01T00:00:00+09:00',
    webhook: 'http://127.0.0.1:1/webhook',
  })
  rest = await restClient(sandbox)
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.settle()
  await sandbox.close()
})

const order = {
  amount: 14_000,
  vbank_code: '088',
  vbank_due: START + 3 * DAY,
  vbank_holder: '홍길동상회',
  name: '주문명',
  buyer_name: '홍길동',
}
const issue = (merchant_uid: string, more: object = {}) =>
  rest.post('/vbanks', { ...order, merchant_uid, ...more })
const read = async (imp_uid: string) => (await rest.get(`/payments/${imp_uid}`)).response
const events = (merchant_uid: string) => sandbox.webhooks({ merchant_uid }).map(({ event }) => event)

describe('an account', () => {
  test('is issued ready, announced so, and paid by a deposit', async () => {
    const { response } = await issue('o1')
    expect(response).toMatchObject({
      status: 'ready',
      channel: 'api',
      pay_method: 'vbank',
      amount: 14_000,
      vbank_code: '088',
      vbank_name: '신한은행',
      vbank_holder: '홍길동상회',
      vbank_date: START + 3 * DAY,
      vbank_issued_at: START,
      paid_at: 0,
    })
    expect(response.imp_uid).toMatch(/^imps_\d{12}$/)
    expect(response.vbank_num).toMatch(/^\d+$/)
    await sandbox.deposit(response.imp_uid)
    expect(await read(response.imp_uid)).toMatchObject({
      status: 'paid',
      vbank_num: response.vbank_num,
      paid_at: START,
    })
    expect(events('o1')).toEqual(['ready', 'paid'])
  })

  test('may wait for one order more than once, until the order is paid', async () => {
    const first = (await issue('o1')).response
    const second = (await issue('o1')).response
    expect(first.vbank_num).not.toBe(second.vbank_num)
    await sandbox.deposit(first.imp_uid)
    expect(await issue('o1')).toMatchObject({ status: 200, code: 1, response: null })
  })

  test.each([
    ['088', 'nice'],
    ['88', 'html5_inicis'],
    ['BK88', 'settle'],
  ])('is of the same bank whether its code is written %s', async (vbank_code, pg) => {
    const buyer = { vbank_holder: '아임포트', buyer_name: '홍길동', buyer_email: 'buyer@example.com' }
    const { response } = await issue('o1', { ...buyer, vbank_code, pg, pg_api_key: 'key' })
    expect(response).toMatchObject({ vbank_code: '088', pg_provider: pg })
  })

  test('has the number that the PG gave to the shop, where the shop names it', async () => {
    expect((await issue('o1', { vbank_num: '79011234567890', pg: 'settle' })).response.vbank_num).toBe(
      '79011234567890',
    )
  })

  test('takes nothing after its time', async () => {
    const { response } = await issue('o1')
    await sandbox.advance('4 days')
    await expect(sandbox.deposit(response.imp_uid)).rejects.toThrow('입금기한')
  })

  test.each([
    ['no bank', { vbank_code: undefined }],
    ['a bank that is none', { vbank_code: '999' }],
    ['letters for a bank', { vbank_code: '신한' }],
    ['no deadline', { vbank_due: undefined }],
    ['a deadline that was', { vbank_due: START - 1 }],
    ['a deadline in milliseconds', { vbank_due: (START + DAY) * 1000 }],
    ['more free of tax than the amount', { tax_free: 14_001 }],
    ['a deadline in words', { vbank_due: '내일' }],
    ['an amount of 0', { amount: 0 }],
    ['no amount', { amount: undefined }],
    ['a long merchant_uid', { merchant_uid: 'x'.repeat(41) }],
  ])('is not issued for %s, and no payment is left', async (_what, wrong) => {
    const reply = await issue('o1', wrong)
    expect([reply.status, reply.response]).toEqual([200, null])
    expect(reply.code).not.toBe(0)
    expect((await rest.get('/payments/status/all')).response.total).toBe(0)
  })

  test('is not issued by channels that cannot: a contract is needed', async () => {
    sandbox.settings({ channels: [{ pg_provider: 'kakaopay', pg_id: 'TC0ONETIME', type: 'payment' }] })
    const reply = await issue('o1')
    expect(reply).toMatchObject({ status: 200, response: null })
    expect(reply.message).toContain('계약이 필요합니다.')
  })
})

describe('a change of an account', () => {
  test('is for settle: amount, deadline or both, before the money arrives', async () => {
    const { imp_uid } = (await issue('o1', { pg: 'settle' })).response
    const path = `/vbanks/${imp_uid}`
    expect((await rest.put(path, { amount: 15_000 })).response).toMatchObject({
      amount: 15_000,
      status: 'ready',
    })
    const due = START + 9 * DAY
    expect((await rest.put(path, { vbank_due: due })).response).toMatchObject({
      amount: 15_000,
      vbank_date: due,
    })
    await expect(sandbox.deposit(imp_uid, { amount: 14_000 })).rejects.toThrow('입금액')
    await sandbox.deposit(imp_uid, { amount: 15_000 })
    expect((await rest.put(path, { amount: 1000 })).status).toBe(400)
    expect((await read(imp_uid)).amount).toBe(15_000)
  })

  test('moves the time at which the account closes', async () => {
    const { imp_uid } = (await issue('o1', { pg: 'settle' })).response
    await rest.put(`/vbanks/${imp_uid}`, { vbank_due: START + 9 * DAY })
    await sandbox.advance('5 days')
    await sandbox.deposit(imp_uid)
    expect(sandbox.payment(imp_uid).status).toBe('paid')
  })

  test('is refused by other PGs, for the past, for nothing of its kind, and for what is not there', async () => {
    const other = (await issue('o1', { pg: 'nice' })).response
    expect((await rest.put(`/vbanks/${other.imp_uid}`, { amount: 1 })).status).toBe(400)
    const { imp_uid } = (await issue('o2', { pg: 'settle' })).response
    expect((await rest.put(`/vbanks/${imp_uid}`, { vbank_due: START - 1 })).status).toBe(400)
    expect((await rest.put(`/vbanks/${imp_uid}`, { amount: -5 })).status).toBe(400)
    const charge = { merchant_uid: 'o3', amount: 1000, card_number: '5242-4242-4242-4242', expiry: '2030-12' }
    const card = (await rest.post('/subscribe/payments/onetime', { ...charge, pg: 'settle' })).response
    expect(card).toMatchObject({ pg_provider: 'settle', status: 'paid' })
    expect((await rest.put(`/vbanks/${card.imp_uid}`, { amount: 1 })).status).toBe(400)
    expect((await rest.put('/vbanks/imp_x', { amount: 1 })).status).toBe(404)
  })
})

describe('an account withdrawn', () => {
  test('is cancelled without money, announced to nobody, and takes none', async () => {
    const { imp_uid } = (await issue('o1')).response
    const { response } = await rest.delete(`/vbanks/${imp_uid}`)
    expect(response).toMatchObject({ status: 'cancelled', cancel_amount: 0, paid_at: 0, cancel_history: [] })
    expect(events('o1')).toEqual(['ready'])
    await expect(sandbox.deposit(imp_uid)).rejects.toThrow('입금 대기')
    expect((await rest.delete(`/vbanks/${imp_uid}`)).status).toBe(400)
    expect((await issue('o1')).response.status).toBe('ready')
  })

  test('may be one that a window issued, but not one that was paid, nor a card payment', async () => {
    const window = { pg: 'html5_inicis', amount: 1000, name: '주문', buyer_tel: '010-1234-5678' }
    const waiting = (await sandbox.pay({ ...window, merchant_uid: 'w1', pay_method: 'vbank' })).payment!
    const paid = (await sandbox.pay({ ...window, merchant_uid: 'w2', pay_method: 'vbank' })).payment!
    const card = (await sandbox.pay({ ...window, merchant_uid: 'w3' })).payment!
    await sandbox.deposit(paid.imp_uid)
    expect((await rest.delete(`/vbanks/${waiting.imp_uid}`)).response.status).toBe('cancelled')
    expect((await rest.delete(`/vbanks/${paid.imp_uid}`)).status).toBe(400)
    expect((await rest.delete(`/vbanks/${card.imp_uid}`)).status).toBe(400)
    expect((await rest.delete('/vbanks/imp_x')).status).toBe(404)
  })
})

describe('settle’s unlimited account', () => {
  const unlimited = { fixed_unlimited_vbank: true, vbank_num: '79011234567890', pg: 'nice' }

  test('takes money again and again, and keeps each deposit', async () => {
    const { response } = await issue('o1', unlimited)
    const { imp_uid } = response
    expect(response).toMatchObject({
      pg_provider: 'settle',
      vbank_num: '79011234567890',
      deposit_history: [],
    })
    await sandbox.deposit(imp_uid, { amount: 5000 })
    await sandbox.advance('10m')
    await sandbox.deposit(imp_uid, { amount: 7000 })
    const { status, paid_at, deposit_history } = await read(imp_uid)
    expect([status, paid_at]).toEqual(['paid', START])
    expect(deposit_history).toMatchObject([
      { amount: 5000, depositor_name: '홍길동', deposited_at: START },
      { amount: 7000, depositor_name: '홍길동', deposited_at: START + 600 },
    ])
    expect(deposit_history[0].pg_tid).not.toBe(deposit_history[1].pg_tid)
    expect(events('o1')).toEqual(['ready', 'paid', 'paid'])
  })

  test('stays cancelled when money comes after a cancel, and only the history knows', async () => {
    const { imp_uid } = (await issue('o1', unlimited)).response
    await sandbox.deposit(imp_uid)
    await sandbox.cancel(imp_uid)
    await sandbox.deposit(imp_uid, { amount: 3000 })
    const { status, deposit_history } = await read(imp_uid)
    expect([status, deposit_history.length]).toEqual(['cancelled', 2])
    expect(events('o1')).toEqual(['ready', 'paid', 'cancelled'])
  })
})

describe('the holder of an account', () => {
  test('is the same name for the same account', async () => {
    const ask = (query: string) => rest.get(`/vbanks/holder?${query}`)
    const { response } = await ask('bank_code=088&bank_num=110123456789')
    expect(response.bank_holder).toMatch(/^[가-힣]{3}$/)
    expect((await ask('bank_code=88&bank_num=110-123-456789')).response).toEqual(response)
    expect((await ask('bank_code=088&bank_num=1101230000')).status).toBe(404)
    expect((await ask('bank_code=088')).status).toBe(400)
    expect((await ask('bank_num=110123456789')).status).toBe(400)
    expect((await ask('bank_code=999&bank_num=110123456789')).status).toBe(400)
  })
})

describe('a convenience store barcode', () => {
  const register = (merchant_uid: string, more: object = {}) =>
    rest.post('/cvs', { merchant_uid, amount: 9000, name: '주문명', ...more })

  test('waits for the buyer, and is paid at the counter', async () => {
    const { response } = await register('o1', { expired_at: START + DAY })
    expect(response).toMatchObject({
      status: 'ready',
      pay_method: 'cvs',
      pg_provider: 'galaxia',
      channel: 'api',
      vbank_date: START + DAY,
      vbank_code: null,
    })
    expect(response.vbank_num).toMatch(/^\d{16}$/)
    await sandbox.deposit(response.imp_uid)
    expect(await read(response.imp_uid)).toMatchObject({ status: 'paid' })
    expect(await register('o1')).toMatchObject({ status: 200, code: 1 })
  })

  test('may be the shop’s own number', async () => {
    expect((await register('o1', { barcode: '8800001234' })).response.vbank_num).toBe('8800001234')
  })

  test('asks the confirm_url first, and takes the money only after a 200', async () => {
    const kind = await startReceiver()
    const strict = await startReceiver({ status: 409 })
    const yes = (await register('o1', { confirm_url: kind.url, barcode: '8800001234' })).response
    await sandbox.deposit(yes.imp_uid)
    expect(JSON.parse(kind.received[0]!.body)).toEqual({
      event: 'Galaxia.Cvs.Confirm',
      imp_uid: yes.imp_uid,
      merchant_uid: 'o1',
      status: 'ready',
      extra: { barcode: '8800001234', payType: 'CASH' },
    })
    expect(sandbox.payment(yes.imp_uid).status).toBe('paid')
    const no = (await register('o2', { confirm_url: strict.url })).response
    await expect(sandbox.deposit(no.imp_uid)).rejects.toThrow('수납을 거절')
    expect(sandbox.payment(no.imp_uid).status).toBe('ready')
    await kind.close()
    await strict.close()
  })

  test('can be withdrawn before money was taken, and not after', async () => {
    const { imp_uid } = (await register('o1')).response
    expect((await rest.delete(`/cvs/${imp_uid}`)).response.status).toBe('cancelled')
    await expect(sandbox.deposit(imp_uid)).rejects.toThrow('입금 대기')
    const paid = (await register('o2')).response
    await sandbox.deposit(paid.imp_uid)
    expect(await rest.delete(`/cvs/${paid.imp_uid}`)).toMatchObject({ status: 200, code: -1 })
    expect(await rest.delete('/cvs/imp_x')).toMatchObject({ status: 200, code: -1 })
    const account = (await issue('o3')).response
    expect(await rest.delete(`/cvs/${account.imp_uid}`)).toMatchObject({ status: 200, code: -1 })
  })
})
