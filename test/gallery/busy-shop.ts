/** A sandbox as a developer leaves it after a week: many payments, long names, webhooks that fail, refused orders, calls that went wrong. */
import type { Sandbox } from '../../src/index.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const NAMES = [
  '겨울 장갑',
  '오가닉 코튼 라운드넥 반팔 티셔츠 (화이트, 95) 외 12건, 선물 포장 포함',
  'Baby Blue Windbreaker & Socks <limited> "edition"',
  '양말',
  '캠핑용 접이식 의자 2개',
]
const METHODS = [
  ['html5_inicis', 'card'],
  ['tosspayments', 'card'],
  ['kakaopay', 'card'],
  ['html5_inicis', 'vbank'],
  ['nice_v2', 'trans'],
  ['danal', 'phone'],
] as const

export async function openBusyShop(payments = 130): Promise<{ sandbox: Sandbox; hook: string }> {
  const shop = await startReceiver({ body: '받았습니다' })
  const sandbox = await startSandbox({
    seed: 1,
    clock: '2026-03-02T10:00:00+09:00',
    webhook: shop.url,
    leaks: 'ignore',
  })
  const rest = await restClient(sandbox)
  for (let n = 1; n <= payments; n++) {
    const [pg, pay_method] = METHODS[n % METHODS.length]!
    const { payment } = await sandbox.pay({
      pg,
      pay_method,
      merchant_uid: `order_2026030${(n % 9) + 1}_${1000 + n}`,
      name: NAMES[n % NAMES.length]!,
      amount: pay_method === 'phone' ? 9_900 : [14_000, 1_490_000, 3_300, 59_000][n % 4]!,
      buyer_name: n % 3 === 0 ? '남궁민수' : '김하늘',
      buyer_tel: '010-1234-5678',
      buyer_email: `buyer${n}@shop.example`,
      device: n % 2 === 0 ? 'pc' : 'mobile',
      m_redirect_url: 'http://127.0.0.1:3000/done',
      outcome:
        n % 11 === 0
          ? { decline: { code: '3001', message: '한도초과(3001)' } }
          : n % 13 === 0
            ? 'cancel'
            : 'approve',
    })
    if (n % 10 === 3 && payment?.status === 'paid' && pay_method === 'card')
      await sandbox.cancel(payment.imp_uid, { amount: 1000, reason: '배송 지연' })
    if (n === 100) await sandbox.advance('3h')
    if (n === 120) shop.answer(500)
    if (payment && n > 118) await rest.get(`/payments/${payment.imp_uid}`)
    await sandbox.advance(n % 5 === 0 ? '7m' : 40)
  }
  await sandbox.pay({
    pg: 'html5_inicis',
    merchant_uid: 'order_20260302_1001',
    name: '장갑',
    amount: 14_000,
    buyer_tel: '010',
  })
  await fetch(`${sandbox.url}/payments/imp_000000000000`)
  await fetch(`${sandbox.url}/payments/imp_000000000000`)
  return { sandbox, hook: shop.url }
}
