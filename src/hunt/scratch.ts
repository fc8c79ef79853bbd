/** A sandbox of our own, in which is tried whether something can be sold at all before it is asked of a shop. */
import { USER_AGENTS } from '../acts/browsers.ts'
import { Refusal } from '../catalog/refusals.ts'
import { askedToPay } from '../payments/request-pay.ts'
import { ORDINARY } from '../replay/buyer.ts'
import { createInstance } from '../sandbox.ts'
import { readSettings } from '../settings.ts'

const AMOUNT = 14_000

export async function createScratch(pay: Readonly<Record<string, unknown>>) {
  const instance = await createInstance(readSettings({ db: ':memory:', seed: '1', port: '0' }, {}))
  const { user_code } = instance.merchants.byDefault()
  let orders = 0

  /** On PC and on a phone; null where either does not end in a payment. */
  async function sell(way: {
    readonly pg: string
    readonly pay_method: string
  }): Promise<{ is_partial: boolean } | null> {
    const tries = (['pc', 'mobile'] as const).map((device) => {
      const order = { ...ORDINARY, ...pay, ...way, merchant_uid: `try${++orders}`, amount: AMOUNT }
      const home = { m_redirect_url: 'http://127.0.0.1/home' }
      const from = { sdk: '1.1.5', device, user_agent: USER_AGENTS[device] } as const
      const asked = instance.checkout.request(user_code, undefined, askedToPay({ ...home, ...order }), from)
      if ('refused' in asked || asked.payment.currency !== 'KRW') return null
      return { imp_uid: asked.payment.imp_uid, window: asked.window.id }
    })
    const [first, second] = tries
    if (!first || !second) return null
    await instance.checkout.end(first.window, 'approve')
    // A PG may refuse in the window what it needs and was not given, such as the day until which an account is open.
    if (instance.payments.get(first.imp_uid).status === 'failed') return null
    return { is_partial: isPartial(first.imp_uid) }
  }

  function isPartial(imp_uid: string): boolean {
    try {
      instance.acts.cancel(imp_uid, { amount: AMOUNT / 10 })
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  return { sell, close: () => void instance.close() }
}
