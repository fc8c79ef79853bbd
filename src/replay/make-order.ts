/** The shop makes an order, as its checkout page asks for one. */
import { say } from '../core/bilingual.ts'
import { callRest } from './rest-job.ts'
import type { Scenario } from './scenario.ts'
import type { Scene } from './scene.ts'
import { fillIn, pick, type Shop, ShopTrouble } from './shop.ts'

/** The amount of an order where no shop makes it. */
const AMOUNT = 14_000

/** What the scenario would have. */
type Wanted = Readonly<{ merchant_uid: string; amount: number }>

export async function makeOrder(scene: Scene): Promise<void> {
  const { scenario, shop, log, seen } = scene
  const n = seen.orders.length + 1
  const { pay } = scenario.shopper
  const wanted = {
    merchant_uid:
      typeof pay.merchant_uid === 'string' ? pay.merchant_uid : `${scenario.name}-${n}`.slice(-40),
    amount: typeof pay.amount === 'number' ? pay.amount : AMOUNT,
  }
  const { merchant_uid, amount } = await askForOrder(shop, wanted, pay)
  if (merchant_uid !== wanted.merchant_uid) log.name(merchant_uid, `{order ${n}}`)
  seen.orders.push({ merchant_uid, amount, refunds: [] })
  log.write('shop', `order ${merchant_uid} ${amount}`)
  const { prepared } = scenario.world
  if (!prepared) return
  await callRest(scene, 'POST', '/payments/prepare', { merchant_uid, amount: prepared.amount })
}

/** Where the shop has no address for it, the order is what the scenario wants. */
async function askForOrder(shop: Shop, wanted: Wanted, pay: Scenario['shopper']['pay']): Promise<Wanted> {
  const { order } = shop.adapter
  if (!order) return wanted
  const answer = await shop.askJson(order.method, order.path, fillIn(order.body, { ...pay, ...wanted }))
  const merchant_uid = String(pick(answer, order.merchant_uid) ?? '')
  const amount = Number(pick(answer, order.amount))
  if (merchant_uid !== '' && !Number.isNaN(amount)) return { merchant_uid, amount }
  throw new ShopTrouble(
    'nonsense',
    say(
      `${order.path}: ${order.merchant_uid}나 ${order.amount}이(가) 없습니다`,
      `${order.path}: ${order.merchant_uid} or ${order.amount} is missing`,
    ),
  )
}
