/** What happens besides the buyer: time passes, money arrives, administrators and the shop’s people act, strangers try. */
import { Refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import { parseDuration } from '../core/duration.ts'
import { sumMoney } from '../core/money.ts'
import type { StepRunners } from './buyer.ts'
import { callRest } from './rest-job.ts'
import type { Scene } from './scene.ts'
import { fillIn } from './shop.ts'
import { StepFailed } from './step-failed.ts'
import type { StepArgs, TIMELINE_STEPS } from './steps.ts'

export function timeline(scene: Scene): StepRunners<keyof typeof TIMELINE_STEPS> {
  const { shop, log, seen, instance, thePayment } = scene
  /** What texts of the file may name: the latest order, and the payment of the present tab. */
  const words = () => scene.words(seen.orders.at(-1), scene.tab?.imp_uid ?? null)

  return {
    webhooks: scene.settle,

    async advance(duration) {
      await instance().ticker.advance(instance().clock.now() + (parseDuration(duration) ?? 0))
      instance().clockChanged()
      await scene.askLedger()
    },

    async jump(duration) {
      instance().clock.move(instance().clock.now_ms() + (parseDuration(duration) ?? 0) * 1000)
      instance().clockChanged()
      await scene.settle()
    },

    async deposit({ payment, amount, force, bounces = false }) {
      const give = () => instance().acts.deposit(thePayment(payment), { amount, force })
      if (!bounces) return void (await give())
      const no = await refusalOf(give)
      if (no === null)
        throw new StepFailed(
          say(
            '은행이 돌려보내야 하는 입금이 받아들여졌습니다',
            'a deposit that the bank should send back was accepted',
          ),
        )
      log.write('payment', `bounced: ${no}`)
    },

    admin_cancel({ payment, amount, reason }) {
      const imp_uid = thePayment(payment)
      const before = instance().payments.get(imp_uid).cancel_amount
      const after = instance().acts.cancel(imp_uid, { amount, reason })
      const so_far = seen.by_admin.get(imp_uid) ?? 0
      seen.by_admin.set(imp_uid, sumMoney([so_far, after.cancel_amount, -before], after.currency))
    },

    approve_late({ payment }) {
      instance().acts.approveLate(thePayment(payment))
    },

    async refund({ order: n, amount, reason }) {
      const { refund } = shop.adapter
      if (!refund)
        throw new StepFailed(
          say(
            '어댑터에 refund가 없어 상점의 환불을 부를 수 없습니다',
            'the adapter has no refund, so the shop cannot be asked for one',
          ),
        )
      const order = scene.theOrder(n)
      order.refunds.push(amount ?? null)
      const filled = { ...scene.words(order), amount, reason: reason ?? '단순 변심' }
      const path = String(fillIn(refund.path, filled))
      const answer = await shop.ask(refund.method, path, fillIn(refund.body, filled))
      log.write('shop', `${refund.method} ${path} ${answer.status}`)
    },

    async rest({ call, body, code }) {
      const [method = '', path = ''] = call.split(' ')
      const is = await callRest(scene, method, String(fillIn(path, words())), fillIn(body, words()))
      if (code !== undefined && is !== code)
        throw new StepFailed(
          say(`${call}: code ${is} (기대 ${code})`, `${call}: code ${is} (expected ${code})`),
        )
    },

    async resend({ event, nth }) {
      const { acts, webhooks, ticker } = instance()
      const { list } = webhooks.list({ limit: 1000, event })
      const delivery = nth === undefined ? list.at(-1) : list[nth - 1]
      if (!delivery)
        throw new StepFailed(say('다시 보낼 웹훅이 없습니다', 'there is no webhook to send again'))
      await ticker.exclusively(() => acts.resend(delivery.id))
      await scene.askLedger()
    },

    async forge_webhook({ body }) {
      const filled = fillIn(body, words()) as Record<string, unknown>
      const { webhook } = shop.adapter
      await scene.askLedger(true)
      const answer = await shop.ask('POST', webhook, filled)
      log.write('shop', `POST ${webhook} (forged) ${answer.status}`)
      scene.told('webhook', { ...filled, success: filled.status === 'paid' }, answer)
      await scene.askLedger()
    },

    shop: (step) => askShop(scene, step, words()),

    restart: scene.restart,
  }
}

async function askShop(
  { shop, log }: Scene,
  { method = 'GET', path, body }: StepArgs['shop'],
  words: Readonly<Record<string, unknown>>,
): Promise<void> {
  const address = String(fillIn(path, words))
  const answer = await shop.ask(method, address, fillIn(body, words))
  log.write('shop', `${method} ${address} ${answer.status}`)
}

/** Why something was refused; null when it was done. */
async function refusalOf(act: () => Promise<unknown>): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
