/** A pg or a pay_method that nothing goes by: iamport takes its default PG in silence; the developer is told. */
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'

const ORDER = { merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' }

test.each(['inicsi', 'HTML5_INICIS', 'nicepay.nictest00m'])(
  'pg %s goes to the default PG as at iamport, and the timeline says so',
  async (pg) => {
    const sandbox = await startSandbox()
    const { payment } = await sandbox.pay({ ...ORDER, pg })
    expect(payment).toMatchObject({ status: 'paid', pg_provider: 'html5_inicis' })
    const remark = `pg(${pg})에 해당하는 채널이 없어 기본 PG html5_inicis(으)로 결제합니다.`
    expect(payment?.timeline[0]?.detail.remarks).toEqual([remark])
  },
)

test('so does a PG without a channel, where the shop has channels', async () => {
  const sandbox = await startSandbox()
  sandbox.settings({ channels: [{ pg_provider: 'nice', pg_id: 'nictest00m', type: 'payment' }] })
  const { payment } = await sandbox.pay({ ...ORDER, pg: 'kcp' })
  expect(payment?.timeline[0]?.detail.remarks).toEqual([
    'pg(kcp)에 해당하는 채널이 없어 기본 PG nice(으)로 결제합니다.',
  ])
})

test('an order without pg, and one with a PG that is there, is not remarked', async () => {
  const sandbox = await startSandbox()
  for (const [n, pg] of [undefined, '', 'kcp', 'html5_inicis.INIpayTest'].entries()) {
    const { payment } = await sandbox.pay({
      ...ORDER,
      merchant_uid: `o${n}`,
      ...(pg === undefined ? {} : { pg }),
    })
    expect(payment?.timeline[0]?.detail.remarks).toBeUndefined()
  }
})

test.each([
  ['Card', "'card'를 쓰려던 것인가요?"],
  ['vbanks', "'vbank'를 쓰려던 것인가요?"],
])('pay_method %s is refused, and the hint names the nearest', async (pay_method, told) => {
  const sandbox = await startSandbox()
  const { rsp } = await sandbox.pay({ ...ORDER, pay_method })
  expect(rsp?.error_msg).toBe(`알 수 없는 결제수단(pay_method)입니다: ${pay_method}`)
  expect(sandbox.events().at(-1)?.text).toContain(told)
})
