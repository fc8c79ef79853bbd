/** Where an order goes that names no PG. */
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { startSandbox } from '../harness.ts'

const ORDER = { merchant_uid: 'o1', name: '주문명', amount: 14000, buyer_tel: '010-1234-5678' }

describe('an order without pg', () => {
  test.each([
    [undefined, 'html5_inicis', 'INIpayTest'],
    ['nice', 'nice', 'nictest00m'],
    ['kcp.A52CY', 'kcp', 'A52CY'],
  ])('with the default PG %s goes to %s', async (default_pg, pg_provider, pg_id) => {
    const sandbox = await startSandbox({ seed: 1, ...(default_pg ? { default_pg } : {}) })
    const { payment } = await sandbox.pay(ORDER)
    expect(payment).toMatchObject({ pg_provider, pg_id })
    await sandbox.reset()
    expect((await sandbox.pay(ORDER)).payment).toMatchObject({ pg_provider })
  })
})

test.each([
  ['html5_inicsi', '혹시 html5_inicis 인가요?'],
  ['inicis_unified', '결제할 수 있는 PG'],
])('%s cannot be the default PG', async (default_pg, sentence) => {
  await expect(createSandbox({ default_pg })).rejects.toThrow(sentence)
})

describe('what a page is told of a wrong type is Korean throughout', () => {
  test.each([
    [
      { display: { card_quota: ['six'] } },
      'display.card_quota의 1번째 값: 값을 읽을 수 없어 없는 것으로 봅니다. 숫자여야 합니다.',
    ],
    [{ escrow: 'perhaps' }, 'escrow: 값을 읽을 수 없어 없는 것으로 봅니다. true 또는 false여야 합니다.'],
  ])('%j', async (more, remark) => {
    const { url, user_code } = await startSandbox({ seed: 1 })
    const answer = await fetch(`${url}/checkout/requests`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        user_code,
        data: { ...ORDER, ...more },
        version: '1.1.5',
        origin: 'http://shop.example',
      }),
    })
    expect(await answer.json()).toMatchObject({ window: { kind: 'layer' }, remarks: [remark] })
  })
})
