/** Named states: kept, changed, brought back. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

const order = { merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({
    seed: 1,
    clock: '2026-01-01T00:00:00+09:00',
    webhook: 'http://127.0.0.1:1/hook',
  })
})
afterEach(() => sandbox.close())

test('what happened after a snapshot never happened once it is restored', async () => {
  const { payment } = await sandbox.pay({ ...order, pay_method: 'vbank' })
  await sandbox.snapshot('waiting')
  const waiting = sandbox.payment(payment!.imp_uid)
  const hooks = sandbox.webhooks()

  await sandbox.deposit(payment!.imp_uid)
  await sandbox.cancel(payment!.imp_uid, { amount: 1000 })
  const later = await sandbox.pay({ ...order, merchant_uid: 'o2' })
  sandbox.settings({ notification_url: [] })
  await sandbox.advance('3 days')

  await sandbox.restore('waiting')
  expect(sandbox.payment(payment!.imp_uid)).toEqual(waiting)
  expect(() => sandbox.payment(later.payment!.imp_uid)).toThrow('존재하지 않는 결제정보입니다.')
  expect(sandbox.webhooks()).toEqual(hooks)
  expect(sandbox.settings().notification_url).toEqual(['http://127.0.0.1:1/hook'])
  expect(sandbox.now()).toBe('2026-01-01T00:00:00+09:00')
})

test('the same steps after a restore give the same ids', async () => {
  await sandbox.snapshot()
  const first = await sandbox.pay(order)
  await sandbox.restore()
  const second = await sandbox.pay(order)
  expect(second).toEqual(first)
})

test('a snapshot can be restored many times, replaced, and does not go with a reset', async () => {
  await sandbox.pay(order)
  await sandbox.snapshot('paid')
  await sandbox.reset()
  expect(sandbox.webhooks()).toEqual([])
  await sandbox.restore('paid')
  await sandbox.restore('paid')
  expect(sandbox.webhooks()).toHaveLength(1)
  await sandbox.reset()
  await sandbox.snapshot('paid')
  await sandbox.restore('paid')
  expect(sandbox.webhooks()).toEqual([])
})

test('one that was never kept is told by name, and nothing changes', async () => {
  await sandbox.pay(order)
  await sandbox.snapshot('one')
  await expect(sandbox.restore('two')).rejects.toThrow(
    'two라는 이름으로 저장한 상태가 없습니다 (저장된 것: one).',
  )
  expect(sandbox.webhooks()).toHaveLength(1)
})

test('over HTTP', async () => {
  const call = async (method: string, path: string, body?: object) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method,
      headers,
      body: body && JSON.stringify(body),
    })
    return { status: answer.status, ...((await answer.json()) as object) }
  }
  expect(await call('POST', '/snapshots', { id: 'a' })).toEqual({ status: 200, id: 'a' })
  await sandbox.pay(order)
  expect(await call('GET', '/snapshots')).toEqual({ status: 200, list: ['a'], total: 1 })
  expect(await call('POST', '/snapshots/a/restore')).toEqual({ status: 200, id: 'a' })
  expect(await call('GET', '/payments')).toMatchObject({ total: 0 })
  expect(await call('DELETE', '/snapshots/a')).toMatchObject({ status: 200 })
  expect(await call('POST', '/snapshots/a/restore')).toMatchObject({
    status: 404,
    error: { name: 'snapshot_not_found' },
  })
})
