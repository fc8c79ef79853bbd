/** What the buyer does, browser and all: orders, opens a payment window, decides in it, and comes home to the shop. */
import { USER_AGENTS } from '../acts/browsers.ts'
import { DEFAULT_PG } from '../catalog/pgs/index.ts'
import { say } from '../core/bilingual.ts'
import { askedToPay } from '../payments/request-pay.ts'
import type { Outcome } from '../windows/payment/checkout.ts'
import type { Rsp } from '../windows/payment/result.ts'
import { comeHome } from './come-home.ts'
import { isInPanel, openInBrowser, pageFor, pressInWindow } from './in-browser.ts'
import { makeOrder } from './make-order.ts'
import type { Scene } from './scene.ts'
import { fillIn } from './shop.ts'
import { StepFailed } from './step-failed.ts'
import type { SHOPPER_STEPS, StepArgs } from './steps.ts'

/** What each step does, by its name. */
export type StepRunners<N extends keyof StepArgs> = { [K in N]: (args: StepArgs[K]) => Promise<void> | void }

/** What a page gives to request_pay when nothing else is said. */
export const ORDINARY = {
  pg: DEFAULT_PG,
  pay_method: 'card',
  name: '주문명:결제테스트',
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'buyer@example.com',
}

export function buyer(scene: Scene): StepRunners<keyof typeof SHOPPER_STEPS> {
  const { scenario, shop, log, seen, instance, theTab, theOrder, words } = scene

  async function end(outcome: Outcome): Promise<void> {
    const tab = theTab()
    if (tab.window_id === null)
      throw new StepFailed(say('결제창이 열리지 않았습니다', 'the payment window did not open'))
    const { checkout } = instance()
    if (tab.sitting && isInPanel(outcome)) await pressInWindow(scene, tab.sitting, tab.window_id, outcome)
    else await checkout.end(tab.window_id, outcome)
    const { rsp, redirect_url } = checkout.home(tab.window_id)
    scene.change({ ...tab, ended: true })
    seen.rsp = rsp
    log.write(
      'shop',
      `rsp ${JSON.stringify(rsp && brief(rsp))}${redirect_url === null ? '' : ' by redirect'}`,
    )
  }

  return {
    order: () => makeOrder(scene),

    open({ order: n, pay }) {
      const order = theOrder(n)
      const page = pageFor(scene, order, pay)
      if (page !== null) return openInBrowser(scene, order, page)
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
      const requested = checkout.request(merchants.byDefault().user_code, undefined, askedToPay(param), from)
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

    window: (n) => scene.turnTo(theTab(n)),

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

    come_home: (said) => comeHome(scene, said),
  }
}

function brief({ success, imp_uid, error_code, error_msg }: Rsp): Record<string, unknown> {
  return { success, imp_uid, ...(success ? {} : { error_code, error_msg }) }
}
