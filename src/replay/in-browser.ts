/** Steps of the buyer that a real browser does: request_pay from the shop's own page, and a press in the payment window. */
import { setTimeout as wait } from 'node:timers/promises'
import type { BuyerOutcome } from '../chromium/pay-as.ts'
import { say } from '../core/bilingual.ts'
import type { Outcome } from '../windows/payment/checkout.ts'
import { pageAsksWith } from './adapter.ts'
import type { PageToPay, Sitting } from './browser.ts'
import type { PlayedOrder } from './evidence.ts'
import type { Scene } from './scene.ts'
import { StepFailed } from './step-failed.ts'

type Param = Readonly<Record<string, unknown>>

/**
 * The page on which the order is paid; null where no browser takes part, and where the sandbox asks in its place: for parameters
 * of request_pay that the page is not told of, because what it asks with is its own; and for an order that was paid already, which
 * only a page from before would still offer to pay.
 */
export function pageFor(scene: Scene, order: PlayedOrder, pay: Param = {}): PageToPay | null {
  const { browser, scenario, shop, stage, words, log } = scene
  const { browser: place, complete, redirect } = shop.adapter
  if (!browser || !place) return null
  const wanted: Param = { ...scenario.shopper.pay, ...pay }
  const missing = Object.keys(wanted).filter((name) => !pageAsksWith(shop.adapter, name, wanted[name]))
  if (missing.length > 0) {
    log.write('step', `no browser: the page does not take ${missing.join(', ')}`)
    return null
  }
  if (wentThrough(scene, order)) {
    log.write('step', 'no browser: the order was paid in another window')
    return null
  }
  const said: Param = { ...shop.adapter.pay, ...wanted, ...words(order) }
  return {
    url: `${shop.url}${filled(place.page, said)}`,
    press: [place.press].flat(),
    device: scenario.shopper.device,
    homes: [
      { method: complete.method, url: new URL(complete.path, shop.url).href },
      { method: 'GET', url: new URL(redirect, shop.url).href },
      { method: 'POST', url: new URL(redirect, shop.url).href },
    ],
    sandbox_url: stage.url,
    timeout_ms: shop.timeout_ms,
  }
}

/** Paid, or an account was issued. */
const wentThrough = ({ tabs, seen, instance }: Scene, { merchant_uid }: PlayedOrder): boolean =>
  tabs.some(
    ({ order, window_id, imp_uid }) =>
      order.merchant_uid === merchant_uid &&
      ((imp_uid !== null && seen.paid.has(imp_uid)) ||
        (window_id !== null && instance().checkout.find(window_id).ended === 'approve')),
  )

const filled = (path: string, said: Param): string =>
  path.replace(/\{(\w+)\}/g, (_all, word: string) => encodeURIComponent(String(said[word] ?? '')))

/** The page asks for a payment; the buyer's tab has its window, or what it was refused with. */
export async function openInBrowser(scene: Scene, order: PlayedOrder, page: PageToPay): Promise<void> {
  const { instance, seen, log } = scene
  const sitting = await scene.browser!.open(page)
  if (sitting.refused) {
    const rsp = sitting.refused
    scene.turnTo({ window_id: null, imp_uid: null, order, rsp, ended: true, sitting })
    seen.rsp = rsp
    const { success, imp_uid, error_code, error_msg } = rsp
    log.write('shop', `rsp ${JSON.stringify({ success, imp_uid, error_code, error_msg })}`)
    return
  }
  const imp_uid = scene.thePayment(undefined)
  const { checkout } = instance()
  const { merchant_uid } = checkout.payments.get(imp_uid)
  if (merchant_uid !== order.merchant_uid)
    throw new StepFailed(
      say(
        `상점의 페이지가 다른 주문을 결제합니다: ${merchant_uid} (주문은 ${order.merchant_uid})`,
        `the shop’s page pays another order: ${merchant_uid}, not ${order.merchant_uid}`,
      ),
    )
  const window_id = checkout.kind.windows.byImpUid(imp_uid)!.id
  if (scene.tabs.some((tab) => tab.window_id === window_id))
    throw new StepFailed(
      say('상점의 페이지가 결제창을 열지 않았습니다', 'the shop’s page opened no payment window'),
    )
  scene.turnTo({ window_id, imp_uid, order, rsp: null, ended: false, sitting })
}

/** What the sandbox's panel has a button for; a decline in words of its own has none. */
export function isInPanel(outcome: Outcome): outcome is Outcome & BuyerOutcome {
  if (typeof outcome === 'string') return true
  return 'approve' in outcome || (typeof outcome.decline === 'string' && !('late' in outcome))
}

/** Presses, and waits until the window has ended and every webhook that goes before the browser was answered. */
export async function pressInWindow(
  scene: Scene,
  sitting: Sitting,
  window_id: string,
  outcome: BuyerOutcome,
): Promise<void> {
  await sitting.press(outcome)
  const { checkout } = scene.instance()
  for (let left_ms = scene.shop.timeout_ms; left_ms > 0; left_ms -= LOOK_AGAIN_MS) {
    await checkout.underway(window_id)
    if (checkout.find(window_id).ended !== null) return
    await wait(LOOK_AGAIN_MS)
  }
  throw new StepFailed(
    say(
      '결제창의 버튼을 눌렀지만 결제창이 끝나지 않았습니다',
      'a button was pressed, but the window did not end',
    ),
  )
}

const LOOK_AGAIN_MS = 20
