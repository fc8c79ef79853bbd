/** What a page gets wrong: request_pay says no before any window opens, in iamport's way, and the console says why. */
import { describe, expect, test } from 'vitest'
import { startReceiver, useBrowser } from '../harness.ts'
import { type AtShop, findPayments, ORDER, requestPay, rest, visitShop } from './buyer.ts'

const browser = useBrowser()

/** Nothing came of it: no payment, no webhook, and the page may go on. */
async function expectNothing({ sandbox, page }: AtShop, receiver: { received: readonly unknown[] }) {
  await sandbox.settle()
  expect(await findPayments(sandbox)).toEqual([])
  expect(receiver.received).toEqual([])
  expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
}

test('request_pay() without a parameter says so and returns false', async () => {
  const at = await visitShop(browser, { pay: 'IMP.request_pay();' })
  await at.press()
  expect(at.visitor.alerts).toEqual(['결제요청 파라메터가 누락되었습니다.'])
  expect(await at.page.evaluate('recorded.returned')).toEqual([false])
})

test('request_pay before IMP.init says so', async () => {
  const at = await visitShop(browser, { pay: requestPay(ORDER), user_code: null })
  await at.press()
  expect(at.visitor.alerts).toEqual(['판매자 코드가 설정되지 않았습니다. IMP.init()함수를 먼저 호출하세요.'])
})

describe('an order that cannot be paid', () => {
  const { amount: _amount, ...WITHOUT_AMOUNT } = ORDER

  test.each([
    ['has no amount', WITHOUT_AMOUNT, '결제금액(amount)은 필수 입력입니다.'],
    [
      'has words for its amount',
      { ...ORDER, amount: '14,000원' },
      '결제금액(amount)이 올바르지 않습니다. 숫자여야 합니다.',
    ],
    [
      'has an amount below zero',
      { ...ORDER, amount: -100 },
      '결제금액(amount)이 올바르지 않습니다. 0보다 커야 합니다.',
    ],
    [
      'has half a won',
      { ...ORDER, amount: 100.5 },
      '결제금액(amount)이 올바르지 않습니다. KRW에 맞는 단위여야 합니다.',
    ],
    [
      'names an unknown pay_method',
      { ...ORDER, pay_method: 'gold' },
      '알 수 없는 결제수단(pay_method)입니다: gold',
    ],
    [
      'names a pay_method that the PG does not have',
      { ...ORDER, pg: 'kakao', pay_method: 'vbank' },
      'kakao에서 지원하지 않는 결제수단(pay_method)입니다: vbank (사용 가능: card)',
    ],
    [
      'lacks what its PG is known to refuse',
      { ...ORDER, pg: 'nice_v2', pay_method: 'phone' },
      '나이스페이 V2 휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.',
    ],
  ])('%s: the callback says why, imp_uid is null, and nothing came of it', async (_has, param, error_msg) => {
    const receiver = await startReceiver()
    const at = await visitShop(browser, { pay: requestPay(param), sandbox: { webhook: receiver.url } })
    await at.press()
    const { rsps } = await at.back()
    expect(rsps).toEqual([
      {
        success: false,
        imp_uid: null,
        merchant_uid: 'order_1',
        pay_method: 'pay_method' in param ? param.pay_method : 'card',
        error_code: 'F1000',
        error_msg,
      },
    ])
    expect(at.visitor.console).toContainEqual(expect.stringMatching(/^warning: \[iamport-sandbox\] /))
    expect(at.visitor.errors).toEqual([])
    await expectNothing(at, receiver)
  })
})

test('an order that is paid already cannot be paid again', async () => {
  const { sandbox, visitor, press, back } = await visitShop(browser, { pay: requestPay(ORDER) })
  await sandbox.pay(ORDER)
  await press()
  expect((await back()).rsps).toMatchObject([
    { success: false, imp_uid: null, error_code: 'F1002', error_msg: '이미 결제가 이루어진 거래건입니다.' },
  ])
  expect(await findPayments(sandbox)).toHaveLength(1)
  expect(visitor.console).toContainEqual(
    expect.stringMatching(/^warning: \[iamport-sandbox\] .*merchant_uid/),
  )
})

test('an amount of text and a telephone that is missing open the window all the same; the console says why not to', async () => {
  const at = await visitShop(browser, { pay: requestPay({ ...ORDER, amount: '14000', buyer_tel: '' }) })
  await at.press()
  await expect
    .poll(() => at.visitor.console)
    .toContainEqual(expect.stringMatching(/^warning: \[iamport-sandbox\] amount.*결제는 그대로 진행합니다/))
  expect(at.visitor.console).toContainEqual(expect.stringMatching(/^warning: .*buyer_tel/))
  const [payment] = await findPayments(at.sandbox)
  expect(payment).toMatchObject({ status: 'ready', amount: 14_000 })
})

test('an amount other than the one registered beforehand is refused', async () => {
  const receiver = await startReceiver()
  const at = await visitShop(browser, { pay: requestPay(ORDER), sandbox: { webhook: receiver.url } })
  const prepared = await rest(at.sandbox, 'POST', '/payments/prepare', {
    merchant_uid: 'order_1',
    amount: 15000,
  })
  expect(prepared).toMatchObject({ code: 0, response: { merchant_uid: 'order_1', amount: 15000 } })
  await at.press()
  expect((await at.back()).rsps).toMatchObject([
    {
      success: false,
      imp_uid: null,
      error_code: 'F1003',
      error_msg: '결제요청 금액이 사전등록된 금액과 일치하지 않습니다. (요청: 14000, 사전등록: 15000)',
    },
  ])
  await expectNothing(at, receiver)
})
