/** What a step speaks of: the tab, the order, the payment that it means. */
import { say } from '../core/bilingual.ts'
import type { PlayedOrder } from './evidence.ts'
import type { SceneState, Tab } from './scene-state.ts'
import { StepFailed } from './step-failed.ts'

export function findersOf(scene: SceneState) {
  const { seen, stage, shop, tabs, instance } = scene

  /** The nth window, or the one that the buyer looks at. */
  function theTab(n?: number): Tab {
    if (n !== undefined && !tabs[n - 1])
      throw new StepFailed(say(`결제창 ${n}이(가) 없습니다`, `there is no window ${n}`))
    const tab = n === undefined ? scene.tab : tabs[n - 1]
    if (!tab) throw new StepFailed(say('열린 결제창이 없습니다', 'no payment window is open'))
    return tab
  }

  return {
    theTab,

    theOrder(n: number | undefined): PlayedOrder {
      const order = n === undefined ? seen.orders.at(-1) : seen.orders[n - 1]
      if (!order)
        throw new StepFailed(
          n === undefined
            ? say('주문이 없습니다', 'there is no order')
            : say(`주문 ${n}이(가) 없습니다`, `there is no order ${n}`),
        )
      return order
    },

    /** The nth payment, or the latest: those of windows and those that the shop’s jobs charged. */
    thePayment(n: number | undefined): string {
      const { payments, merchants } = instance()
      const merchant = merchants.byDefault().id
      const { list } = payments.read.list({ merchant, sorting: 'started', limit: 1000, offset: 0 })
      const payment = n === undefined ? list.at(-1) : list[n - 1]
      if (!payment)
        throw new StepFailed(
          n === undefined
            ? say('결제가 없습니다', 'there is no payment')
            : say(`결제 ${n}이(가) 없습니다`, `there is no payment ${n}`),
        )
      return payment.imp_uid
    },

    /** What the texts of a file may name. */
    words(order: PlayedOrder | undefined, imp_uid: string | null = null): Record<string, unknown> {
      const { merchant_uid, amount } = order ?? {}
      return { merchant_uid, amount, imp_uid, sandbox: stage.url, shop: shop.url }
    },

    /** The buyer has a tab more, and looks at it. */
    turnTo(tab: Tab): void {
      if (!tabs.includes(tab)) tabs.push(tab)
      scene.tab = tab
    },

    /** The tab that the buyer looks at has become another. */
    change(tab: Tab): void {
      tabs[tabs.indexOf(theTab())] = tab
      scene.tab = tab
    },
  }
}
