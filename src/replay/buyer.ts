/** What the buyer does, browser and all: orders, opens a payment window, decides in it, and comes home to the shop. */
import { USER_AGENTS } from '../acts/browsers.ts'
import { DEFAULT_PG } from '../catalog/pgs/index.ts'
import type { Outcome } from '../windows/payment/checkout.ts'
import type { Rsp } from '../windows/payment/result.ts'
import { callRest } from './rest-job.ts'
import { type Scene, StepFailed } from './scene.ts'
import { fillIn, pick, ShopTrouble } from './shop.ts'
import type { SHOPPER_STEPS, StepArgs } from './steps.ts'

/** What each step does, by its name. */
export type StepRunners<N extends keyof StepArgs> = { [K in N]: (args: StepArgs[K]) => Promise<void> | void }

/** What a page gives to request_pay when nothing else is said. */
const ORDINARY = {
  pg: DEFAULT_PG,
  pay_method: 'card',
  name: '주문명:결제테스트',
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'buyer@example.com',
}

/** The amount of an order where no shop makes it. */
const AMOUNT = 14_000

export function buyer(scene: Scene): StepRunners<keyof typeof SHOPPER_STEPS> {
  const { scenario, shop, log, seen, instance, theTab, theOrder, words } = scene

  async function end(outcome: Outcome): Promise<void> {
    const tab = theTab()
    if (tab.window_id === null) throw new StepFailed('결제창이 열리지 않았습니다')
    const { rsp, redirect_url } = await instance().checkout.end(tab.window_id, outcome)
    scene.change({ ...tab, ended: true })
    seen.rsp = rsp
    log.write(
      'shop',
      `rsp ${JSON.stringify(rsp && brief(rsp))}${redirect_url === null ? '' : ' by redirect'}`,
    )
  }

  return {
    async order() {
      const n = seen.orders.length + 1
      const { pay } = scenario.shopper
      const wanted = {
        merchant_uid:
          typeof pay.merchant_uid === 'string' ? pay.merchant_uid : `${scenario.name}-${n}`.slice(-40),
        amount: typeof pay.amount === 'number' ? pay.amount : AMOUNT,
      }
      const { merchant_uid, amount } = await askForOrder(wanted)
      if (merchant_uid !== wanted.merchant_uid) log.name(merchant_uid, `{order ${n}}`)
      seen.orders.push({ merchant_uid, amount, refunds: [] })
      log.write('shop', `order ${merchant_uid} ${amount}`)
      const { prepared } = scenario.world
      if (!prepared) return
      await callRest(scene, 'POST', '/payments/prepare', { merchant_uid, amount: prepared.amount })
    },

    open({ order: n, pay }) {
      const order = theOrder(n)
      const { device, sdk } = scenario.shopper
      const asked = fillIn(
        { ...ORDINARY, ...shop.adapter.pay, ...scenario.shopper.pay, ...pay },
        words(order),
      )
      const param = {
        amount: order.amount,
        m_redirect_url: shop.redirect_url,
        ...(asked as Record<string, unknown>),
        merchant_uid: order.merchant_uid,
      }
      const { checkout, merchants } = instance()
      const from = { sdk, device, user_agent: USER_AGENTS[device] }
      const requested = checkout.request(merchants.byDefault().user_code, undefined, param, from)
      if ('refused' in requested) {
        const rsp = requested.refused
        scene.turnTo({ window_id: null, imp_uid: null, order, rsp, ended: true })
        seen.rsp = rsp
        log.write('shop', `rsp ${JSON.stringify(brief(rsp))}`)
      } else {
        const { window, payment } = requested
        scene.turnTo({ window_id: window.id, imp_uid: payment.imp_uid, order, rsp: null, ended: false })
      }
    },

    window(n) {
      const found = scene.tabs[n - 1]
      if (!found) throw new StepFailed(`결제창 ${n}이(가) 없습니다`)
      scene.turnTo(found)
    },

    approve: ({ amount }) => end(amount === undefined ? 'approve' : { approve: { amount } }),
    decline: (decline) => end({ decline }),
    give_up: () => end('cancel'),
    close: () => end('close'),
    abandon: () => end('abandon'),

    /** Where no window may open, the SDK says so to the page; the payment stays as it was opened. */
    popup_blocked() {
      const tab = theTab()
      const { merchant_uid } = tab.order
      const error_msg = '팝업이 차단되어 결제를 진행할 수 없습니다.'
      const rsp: Rsp = { success: false, imp_uid: null, merchant_uid, error_code: 'F1000', error_msg }
      scene.change({ ...tab, window_id: null, imp_uid: null, rsp, ended: true })
      seen.rsp = rsp
    },

    async come_home({ payment, order: n, claim }) {
      const tab = theTab()
      const home = tab.window_id === null ? null : instance().checkout.home(tab.window_id)
      const rsp = tab.rsp ?? home?.rsp ?? null
      const isForged = payment !== undefined || n !== undefined || claim !== undefined
      if (rsp === null && !isForged) return log.write('shop', 'nobody comes home')
      const order = n === undefined ? tab.order : theOrder(n)
      const said = {
        ...rsp,
        ...(payment === undefined ? {} : { imp_uid: scene.thePayment(payment) }),
        merchant_uid: order.merchant_uid,
        ...(fillIn(claim ?? {}, words(order, tab.imp_uid)) as Record<string, unknown>),
      }
      await bringHome(said, isForged ? null : (home?.redirect_url ?? null))
    },
  }

  /** As the checkout page does; where the shop has no address for it, the order is what the scenario wants. */
  async function askForOrder(wanted: { merchant_uid: string; amount: number }): Promise<typeof wanted> {
    const { order } = shop.adapter
    if (!order) return wanted
    const answer = await shop.askJson(order.method, order.path, fillIn(order.body, wanted))
    const merchant_uid = String(pick(answer, order.merchant_uid) ?? '')
    const amount = Number(pick(answer, order.amount))
    if (merchant_uid !== '' && !Number.isNaN(amount)) return { merchant_uid, amount }
    throw new ShopTrouble('nonsense', `${order.path}: ${order.merchant_uid}나 ${order.amount}이(가) 없습니다`)
  }

  /** By redirect where the PG leads the browser home, else as the page posts it from its callback. */
  async function bringHome(said: Record<string, unknown>, redirect_url: string | null): Promise<void> {
    const { method, path, body, form, when } = shop.adapter.complete
    const isKept = when === 'success' ? said.success !== true : when === 'payment' && !said.imp_uid
    if (redirect_url === null && isKept) return log.write('shop', 'the page keeps the failure to itself')
    const answer =
      redirect_url === null
        ? await shop.ask(method, path, fillIn(body, said), form)
        : await shop.ask('GET', redirect_url)
    log.write(
      'shop',
      `${redirect_url === null ? `${method} ${path}` : `GET ${redirect_url}`} ${answer.status}`,
    )
    scene.told('browser', said, answer)
    await scene.askLedger()
  }
}

function brief({ success, imp_uid, error_code, error_msg }: Rsp): Record<string, unknown> {
  return { success, imp_uid, ...(success ? {} : { error_code, error_msg }) }
}
