/** The result of a window reaches the shop: posted from the page's callback, or by redirect; or something forged does. */
import type { Sitting } from './browser.ts'
import type { Scene } from './scene.ts'
import type { Tab } from './scene-state.ts'
import { fillIn } from './shop.ts'
import type { StepArgs } from './steps.ts'

export async function comeHome(
  scene: Scene,
  { window, payment, order: n, claim }: StepArgs['come_home'],
): Promise<void> {
  const tab = scene.theTab(window)
  const home = tab.window_id === null ? null : scene.instance().checkout.home(tab.window_id)
  const rsp = tab.rsp ?? home?.rsp ?? null
  const is_forged = payment !== undefined || n !== undefined || claim !== undefined
  if (rsp === null && !is_forged) return scene.log.write('shop', 'nobody comes home')
  const order = n === undefined ? tab.order : scene.theOrder(n)
  const said = {
    ...rsp,
    ...(payment === undefined ? {} : { imp_uid: scene.thePayment(payment) }),
    merchant_uid: order.merchant_uid,
    ...(fillIn(claim ?? {}, scene.words(order, tab.imp_uid)) as Record<string, unknown>),
  }
  const sitting = is_forged || tab.sitting?.isHome() ? undefined : tab.sitting
  if (is_forged) await scene.askLedger(true)
  // Of a real browser that goes home the trace knows already.
  else if (!sitting) tellHome(scene, tab)
  await bringHome(scene, said, is_forged ? null : (home?.redirect_url ?? null), sitting)
}

/** As when a window sends the browser home: the trace knows of it, and what the shop calls now may come of it. */
function tellHome({ instance }: Scene, { imp_uid, order: { merchant_uid } }: Tab): void {
  if (imp_uid === null) return
  const { trace } = instance()
  const opened = trace.open()
  trace.tell({ surface: 'home', imp_uid, merchant_uid }, opened)
  trace.leaves({ imp_uid, merchant_uid }, opened.seq)
}

/** By redirect where the PG leads the browser home, else as the page posts it from its callback. */
async function bringHome(
  scene: Scene,
  said: Record<string, unknown>,
  redirect_url: string | null,
  sitting: Sitting | undefined,
): Promise<void> {
  const { shop, log } = scene
  const { method, path, body, form, when } = shop.adapter.complete
  const is_kept = when === 'success' ? said.success !== true : when === 'payment' && !said.imp_uid
  if (redirect_url === null && is_kept) return log.write('shop', 'the page keeps the failure to itself')
  const ask = () =>
    redirect_url === null ? shop.ask(method, path, fillIn(body, said), form) : shop.ask('GET', redirect_url)
  const answer = await (sitting ? sitting.comeHome() : ask())
  const call = redirect_url === null ? `${method} ${path}` : `GET ${redirect_url}`
  log.write('shop', `${call} ${answer.status}`)
  scene.told('browser', said, answer)
  await scene.askLedger()
}
