/** What PGs refuse, before the window or in it, and what magic values and late approvals do. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { openWindow, walk } from './buyer.ts'

let sandbox: Sandbox
let orders = 0
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

const complete = {
  name: '주문명',
  amount: 14_000,
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'iamport@siot.do',
}
const order = (more: Record<string, unknown>) => ({ ...complete, merchant_uid: `rules${++orders}`, ...more })

describe('before any window: no payment, imp_uid null', () => {
  const refused: [string, Record<string, unknown>, string][] = [
    ['smartro_v2', { pay_method: 'vbank' }, 'vbank_due'],
    ['smartro_v2', { currency: 'EUR' }, '스마트로가 지원하지 않는 화폐입니다'],
    [
      'nice_v2',
      { pay_method: 'phone' },
      '나이스페이 V2 휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.',
    ],
    ['mobilians_v2', { amount: 99 }, '100원 미만 결제는 불가능합니다.'],
    ['paypal', { currency: 'KRW' }, 'currency'],
    ['kcp_billing', {}, 'customer_uid'],
    ['html5_inicis', { pay_method: 'pinpay' }, 'pay_method'],
  ]
  test.each(refused)('%s with %j says %s', async (pg, more, text) => {
    const { payment, rsp } = await sandbox.pay(order({ pg, ...more }))
    expect(payment).toBeNull()
    expect(rsp).toMatchObject({ success: false, imp_uid: null })
    expect(rsp!.error_msg).toContain(text)
  })

  test('buyer_tel is not asked for where the vendor asks only on PC', async () => {
    const done = { m_redirect_url: 'https://shop.example/done', buyer_tel: undefined }
    const { payment } = await sandbox.pay(order({ pg: 'welcome', device: 'mobile', ...done }))
    expect(payment?.status).toBe('paid')
  })
})

describe('what only a document asks for', () => {
  const asked: [string, Record<string, unknown>, string][] = [
    ['danal_tpay', { pay_method: 'vbank' }, 'biz_num'],
    ['danal_tpay', { pay_method: 'vbank', biz_num: '123-45-67890' }, 'biz_num'],
    ['html5_inicis', { buyer_tel: '' }, 'buyer_tel'],
    ['html5_inicis', { buyer_tel: undefined }, 'buyer_tel'],
    ['naverpay', { buyer_tel: undefined }, 'buyer_tel'],
    ['mobilians', { pay_method: 'phone', buyer_tel: undefined }, 'buyer_tel'],
    ['mobilians_v2', { buyer_tel: undefined }, 'buyer_tel'],
    ['nice_v2', { buyer_tel: undefined }, 'buyer_tel'],
    ['nice_v2', { name: '양말 [3켤레] - 검정', sdk: 'v1' }, '주문명(name)'],
    ['payco', { name: undefined }, 'name'],
    ['smartro_v2', { pay_method: 'phone' }, 'digital'],
    ['galaxia', { customer_uid: 'key', amount: 0 }, 'customer_id'],
    ['naverpay', {}, 'naverProducts'],
    ['welcome', { device: 'mobile' }, 'm_redirect_url'],
    ['settle', { pay_method: 'phone' }, 'company'],
    ['tosspay_v2', { pay_method: 'tosspay', customer_uid: 'k', customer_id: 'b'.repeat(51) }, 'customer_id'],
    ['toss_brandpay', { pay_method: 'toss_brandpay', customer_id: '12345' }, 'customer_id'],
    ['payletter', { name: '가'.repeat(101) }, '100자'],
    ['danal', { pay_method: 'phone', buyer_tel: undefined }, 'buyer_tel'],
  ]
  test.each(asked)(
    '%s with %j: the payment goes on, and the developer reads of %s',
    async (pg, more, text) => {
      const { payment, rsp } = await sandbox.pay(order({ pg, ...more }))
      expect([payment!.status, rsp!.imp_uid]).toEqual([expect.stringMatching(/paid|ready/), payment!.imp_uid])
      expect(String(payment!.timeline[0]!.detail.remarks)).toContain(text)
      const told = sandbox.events().filter(({ kind }) => kind === 'remark')
      expect(told.at(-1)).toMatchObject({ level: 'warn', detail: { imp_uid: payment!.imp_uid } })
      expect(told.some(({ text: line }) => line.includes(text))).toBe(true)
    },
  )

  test.each(asked)('%s with %j: strictness strict refuses it', async (pg, more, text) => {
    sandbox.settings({ strictness: 'strict' })
    const { payment, rsp } = await sandbox.pay(order({ pg, ...more }))
    sandbox.settings({ strictness: 'lenient' })
    expect([payment, rsp!.imp_uid]).toEqual([null, null])
    expect(rsp!.error_msg).toContain(text)
  })

  test('a complete order has nothing to be remarked', async () => {
    const { payment } = await sandbox.pay(order({ pg: 'html5_inicis' }))
    expect(payment!.timeline[0]!.detail).toEqual({
      pg: 'html5_inicis',
      pay_method: 'card',
      device: 'pc',
      window: 'layer',
    })
  })
})

describe("in the PG's own window: the payment exists and fails, whatever the buyer does", () => {
  const NICE =
    '결제 창 호출에 실패하였습니다. 나이스페이 V2 가상계좌 발급시 유효한 입금 기한을 필수로 입력해야 합니다.'
  const WELCOME =
    '웰컴페이먼츠의 경우 제공 기간은 시작 날짜와 종료 날짜를 모두 입력하셔야 합니다. (둘 중 하나만 입력 불가)'
  const refused: [string, Record<string, unknown>, string][] = [
    ['nice_v2', { pay_method: 'vbank' }, NICE],
    ['welcome', { period: { from: '20260101' } }, WELCOME],
    ['welcome', { amount: 999 }, '1,000원 미만'],
  ]
  test.each(refused)('%s with %j', async (pg, more, text) => {
    for (const outcome of [undefined, 'approve', 'cancel'] as const) {
      const { payment, rsp } = await sandbox.pay(order({ pg, ...more, outcome }))
      expect(payment).toMatchObject({ status: 'failed' })
      expect(rsp).toMatchObject({ success: false, imp_uid: payment!.imp_uid })
      expect(rsp!.error_msg).toContain(text)
    }
    const opened = await openWindow(sandbox, order({ pg, ...more }), 'pc')
    const html = await (await fetch(sandbox.url + opened.url)).text()
    expect(html).toContain(text)
  })
})

describe('instalments, by what each PG makes of display.card_quota', () => {
  const rows: [string, Record<string, unknown>, string[]][] = [
    ['html5_inicis', {}, ['0', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']],
    ['html5_inicis', { display: { card_quota: [] } }, ['0']],
    ['html5_inicis', { display: { card_quota: [2, 3, 4, 5, 6] } }, ['0', '2', '3', '4', '5', '6']],
    ['kcp', { display: { card_quota: [4] } }, ['0', '2', '3', '4']],
    ['nice', { display: { card_quota: [2, 6] } }, ['0', '2', '6']],
    ['tosspayments', { display: { card_quota: [3], only_installment: true } }, ['2', '3']],
    [
      'smartro_v2',
      { display: { card_quota: [3] } },
      ['0', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
    ],
    ['welcome', {}, ['0']],
    ['html5_inicis', { amount: 49_999 }, ['0']],
  ]
  test.each(rows)('%s with %j', async (pg, more, months) => {
    const opened = await openWindow(sandbox, order({ pg, amount: 50_000, ...more }), 'pc')
    let html = await (await fetch(sandbox.url + opened.url)).text()
    const terms = /action="([^"]+\/steps\/terms)"/.exec(html)?.[1]
    if (terms) {
      const names = [...html.matchAll(/type="checkbox" id="[^"]*" name="([^"]*)"/g)].map(([, name]) => [
        name!,
        'on',
      ])
      await fetch(sandbox.url + terms, {
        method: 'POST',
        body: new URLSearchParams(Object.fromEntries(names)),
      })
      html = await (await fetch(sandbox.url + opened.url)).text()
    }
    const [, select = ''] = /<select[^>]*name="card_quota"[^>]*>([\s\S]*?)<\/select>/.exec(html) ?? []
    expect([...select.matchAll(/value="(\d+)"/g)].map(([, month]) => month)).toEqual(months)
  })
})

describe('a window that issues a billing key', () => {
  const rows: [string, string, number][] = [
    ['html5_inicis', 'card', 0],
    ['kcp_billing', 'card', 0],
    ['jtnet', 'card', 14_000],
    ['kakaopay', 'card', 14_000],
    ['mobilians', 'phone', 14_000],
  ]
  test.each(rows)('%s %s charges %d of 14000', async (pg, pay_method, amount) => {
    const { payment } = await sandbox.pay(order({ pg, pay_method, customer_uid: `key-${pg}` }))
    expect(payment).toMatchObject({
      status: 'paid',
      amount,
      customer_uid: `key-${pg}`,
      customer_uid_usage: 'issue',
    })
  })

  test('registers a card, with steps of its own', async () => {
    const opened = await openWindow(sandbox, order({ pg: 'jtnet', customer_uid: 'key-steps' }), 'pc')
    const end = await walk(sandbox, opened.url)
    expect(end.status).toBe(200)
  })

  test('is an ordinary window at a PG that issues keys over REST only', async () => {
    const { payment } = await sandbox.pay(order({ pg: 'nice', customer_uid: 'key-nice' }))
    expect(payment).toMatchObject({ status: 'paid', amount: 14_000, customer_uid: null })
  })
})

describe('magic values', () => {
  const buyers: [string, string, object][] = [
    ['거절', 'failed', { fail_reason: expect.stringContaining('500644, 1회 한도금액 초과') }],
    ['거절:120054', 'failed', { fail_reason: expect.stringContaining('120054, 잔액부족') }],
    ['취소', 'failed', { fail_reason: '사용자가 결제를 취소하셨습니다' }],
    ['닫기', 'failed', { fail_reason: '사용자가 결제를 취소하셨습니다' }],
    ['이탈', 'ready', {}],
    ['승인후이탈', 'paid', {}],
    ['변조:100', 'paid', { amount: 100 }],
  ]
  test.each(buyers)('buyer_name %s: %s', async (buyer_name, status, more) => {
    const { payment, rsp } = await sandbox.pay(order({ pg: 'html5_inicis', buyer_name }))
    expect(payment).toMatchObject({ status, ...more })
    expect(rsp === null).toBe(buyer_name.includes('이탈'))
  })

  test('what a test asks for wins over a magic buyer', async () => {
    const { payment } = await sandbox.pay(
      order({ pg: 'html5_inicis', buyer_name: '거절', outcome: 'approve' }),
    )
    expect(payment?.status).toBe('paid')
  })

  test.each([
    ['4000000000000002', '500644, 1회 한도금액 초과'],
    ['4000000000009995', '120054, 잔액부족'],
  ])('card number %s typed into the window declines: %s', async (card_number, fail_reason) => {
    const one = order({ pg: 'html5_inicis' })
    const opened = await openWindow(sandbox, one, 'pc')
    await walk(sandbox, opened.url, { card_number })
    const answer = await fetch(`${sandbox.url}/_sandbox/payments?merchant_uid=${one.merchant_uid}`)
    const { list } = (await answer.json()) as { list: object[] }
    expect(list[0]).toMatchObject({ status: 'failed', fail_reason: expect.stringContaining(fail_reason) })
  })
})

describe('approved late, after failure', () => {
  test.each(['paymentwall', 'paypal_v2'])(
    '%s: the shop reads a failure, then a webhook says paid',
    async (pg) => {
      const pay_method = pg === 'paypal_v2' ? 'paypal' : 'card'
      const outcome = { decline: { code: 'X1', message: '보류' }, late: true }
      const { rsp, payment } = await sandbox.pay(
        order({ pg, pay_method, currency: 'USD', amount: 10, outcome }),
      )
      expect(rsp).toMatchObject({
        success: false,
        error_code: 'X1',
        error_msg: expect.stringContaining('보류'),
      })
      expect(payment).toMatchObject({ status: 'paid', fail_reason: null })
      expect(payment!.timeline.map(({ what }) => what)).toEqual([
        'window opened',
        'declined',
        'approved late',
      ])
    },
  )

  test('other PGs do not', async () => {
    const late = { decline: { code: 'X1', message: '보류' }, late: true }
    await expect(sandbox.pay(order({ pg: 'nice', outcome: late }))).rejects.toThrow('nice')
  })
})
