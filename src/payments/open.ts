/** A page asked: the payment is `ready`, its window on the way. An order that fails a check is refused. */

import { NO_APPROVAL } from '../catalog/method.ts'
import { type ChosenPg, chooseWindow } from '../choice/choose.ts'
import { toMajor } from '../core/money.ts'
import { remark } from '../core/remarks.ts'
import type { Desk } from './change.ts'
import { drawImpUid } from './numbers.ts'
import { checkOrder, keptUid, type Origin } from './order.ts'
import type { Payment } from './payment.ts'
import { promotionOfPage } from './promotion.ts'
import type { ReadOrder } from './request-pay.ts'

export const open =
  ({ add, store, clock, dice, settings }: Desk) =>
  (merchant: number, chosen: ChosenPg, { param, remarks, misspelt }: ReadOrder, from: Origin): Payment => {
    const { digital_contract, confirm_process, promotions, strictness } = settings(merchant)
    const told: string[] = []
    return add(
      (no) => {
        const now = clock.now()
        const merchant_uid = keptUid(param, chosen.pg)
        const order = checkOrder(param, chosen, from, {
          now,
          digital_contract,
          confirm_process,
          sibling_paid: store.wasPaid(merchant, merchant_uid, ''),
          prepared: store.prepared(merchant, merchant_uid),
        })
        const all = [...remarks, ...order.remarks]
        if (strictness === 'strict' && all[0]) throw all[0]
        told.push(...new Set(all.map(({ message }) => message)))
        told.push(...misspelt)
        const { untrusted_page } = from
        if (untrusted_page !== undefined && callsOut(order.facts)) told.push(notCalled(untrusted_page))
        const promotion = promotionOfPage(promotions, param, toMajor(order.amount, order.currency))
        return {
          imp_uid: drawImpUid(dice, store.exists, merchant, no),
          merchant,
          merchant_uid: order.merchant_uid,
          status: 'ready',
          amount: order.amount,
          cancel_amount: 0,
          currency: order.currency,
          pay_method: order.pay_method,
          channel: from.device,
          pg_provider: chosen.pg.code,
          pg_id: chosen.pg_id,
          pg_tid: null,
          sandbox: chosen.sandbox ?? true,
          started_at: now,
          paid_at: 0,
          failed_at: 0,
          cancelled_at: 0,
          fail_reason: null,
          cancel_reason: null,
          receipt_url: null,
          customer_uid: order.customer_uid,
          approval: NO_APPROVAL,
          order: {
            ...order.facts,
            ...(promotion && { promotion }),
            ...(untrusted_page !== undefined && { untrusted_page }),
          },
          cancels: [],
        }
      },
      ({ pay_method }) => {
        const window = chooseWindow(chosen.pg, from.device, from.sdk, param)
        const detail = { pg: chosen.pg.code, pay_method, device: from.device, window: window.kind }
        for (const text of told) remark(text)
        return {
          what: 'window opened',
          by: 'buyer',
          detail: told.length > 0 ? { ...detail, remarks: told } : detail,
        }
      },
    )
  }

function callsOut({ notice_url, confirm_url }: Payment['order']): boolean {
  return notice_url.length > 0 || Boolean(confirm_url)
}

const notCalled = (page: string) =>
  `${page} 페이지의 notice_url과 confirm_url은 호출하지 않습니다. 이 쇼핑몰이 맞다면 --allow-origin ${page}로 허용하세요.`
