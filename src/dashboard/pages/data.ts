/** 데이터: what a shop has beside payments: billing keys, schedules, certifications, cash receipts, registered amounts, naverco orders. */

import { CertificationOrder } from '../../acts/certify.ts'
import { BillingKeyOrder } from '../../acts/issue-billing-key.ts'
import { SELLER_ACTS, type SellerAct } from '../../acts/product-orders.ts'
import { Refusal } from '../../catalog/refusals.ts'
import { type Bilingual, say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import { sayMoney, toMinor } from '../../core/money.ts'
import type { Merchant } from '../../merchants/merchant.ts'
import { BUYER_ACTS, type ProductOrder, act as takesAct } from '../../orders/product-order.ts'
import { type Fields, FormProblem } from '../forms.ts'
import type { Form, Page } from '../page.ts'
import type { DashboardParts } from '../parts.ts'
import { askedShop, backOf, shopChoice } from '../shop.ts'

/** How many of each are shown, the newest of them. */
const SHOWN = 60

export const data: Page = {
  path: '/data',
  view: 'data',
  nav: { name: say('데이터', 'Data') },
  model(parts, asked) {
    const shop = askedShop(parts, asked)
    return {
      back: backOf(asked),
      shop,
      shops: shopChoice(parts, shop),
      shown: SHOWN,
      lists: {
        keys: keysOf(parts, shop),
        schedules: schedulesOf(parts, shop),
        certifications: certificationsOf(parts, shop),
        receipts: receiptsOf(parts, shop),
        prepared: preparedOf(parts, shop),
        orders: ordersOf(parts, shop),
      },
      next_uid: `order_${parts.clock.now()}`,
    }
  },
  forms: [...billingForms(), ...otherForms()],
}

function newest<T>(all: readonly T[]): { total: number; list: readonly T[] } {
  return { total: all.length, list: all.slice(0, SHOWN) }
}

function keysOf({ billing }: DashboardParts, { id }: Merchant) {
  const all = billing.read.everyKey(id).reverse()
  const { list, total } = newest(all)
  return { total, list: list.map((key) => ({ ...key, at: kstText(key.inserted) })) }
}

function schedulesOf({ payments, schedules }: DashboardParts, { id }: Merchant) {
  const all = schedules.read.everySchedule(id).toSorted((a, b) => b.schedule_at - a.schedule_at)
  const { list, total } = newest(all)
  return {
    total,
    list: list.map((schedule) => {
      const { amount, currency, imp_uid, schedule_at, status } = schedule
      const is_paid = imp_uid !== null && payments.get(imp_uid).status !== 'failed'
      return {
        ...schedule,
        amount: sayMoney(amount, currency),
        at: kstText(schedule_at),
        name: schedule.order.name,
        badge: SCHEDULE_BADGES[status === 'executed' && !is_paid ? 'failed' : status],
        can_run: status !== 'executed' || !is_paid,
        can_revoke: status === 'scheduled',
      }
    }),
  }
}

const SCHEDULE_BADGES = {
  scheduled: { word: say('예약됨', 'Scheduled'), tone: 'wait' },
  executed: { word: say('결제됨', 'Charged'), tone: 'good' },
  failed: { word: say('실패', 'Failed'), tone: 'bad' },
  revoked: { word: say('취소됨', 'Revoked'), tone: 'off' },
} as const

function certificationsOf({ certifications }: DashboardParts, { id }: Merchant) {
  const { list, total } = certifications.store.list(id, SHOWN, 0)
  return {
    total,
    list: list.map((one) => ({
      imp_uid: one.imp_uid,
      merchant_uid: one.merchant_uid,
      pg: one.pg_provider,
      name: one.person?.name ?? null,
      phone: one.person?.phone ?? null,
      at: kstText(one.requested_at),
      otp:
        one.otp_sent_at > 0 && !one.facts.by_app && one.certified_at === 0 ? certifications.otpOf(one) : null,
      badge:
        one.certified_at > 0
          ? { word: say('인증됨', 'Certified'), tone: 'good' }
          : { word: say('인증 전', 'Not certified'), tone: 'wait' },
    })),
  }
}

function receiptsOf({ receipts }: DashboardParts, { id }: Merchant) {
  const { list, total } = newest(receipts.every(id))
  return {
    total,
    list: list.map((receipt) => ({
      ...receipt,
      amount: sayMoney(receipt.amount, 'KRW'),
      at: kstText(receipt.applied_at),
      href: `/checkout/cash-receipts/${receipt.receipt_tid}`,
      badge:
        receipt.cancelled_at > 0
          ? { word: say('취소됨', 'Cancelled'), tone: 'off' }
          : { word: say('발급됨', 'Issued'), tone: 'good' },
    })),
  }
}

function preparedOf({ payments }: DashboardParts, { id }: Merchant) {
  const { list, total } = newest(payments.read.everyPrepared(id))
  return {
    total,
    list: list.map(({ merchant_uid, amount, currency }) => ({
      merchant_uid,
      amount: sayMoney(amount, currency ?? 'KRW'),
    })),
  }
}

function ordersOf({ naverco, payments }: DashboardParts, { id }: Merchant) {
  const { list, total } = newest(naverco.every(id))
  return {
    total,
    list: list.map((order) => {
      const { currency, merchant_uid } = payments.get(order.imp_uid)
      return {
        ...order,
        merchant_uid,
        amount: sayMoney(order.product_amount + order.delivery_amount, currency),
        buyer_acts: BUYER_ACTS.filter((name) => isTaken(order, name)).map((name) => ({
          name,
          word: ACT_WORDS[name],
        })),
        seller_acts: SELLER_ACTS.filter((name) => isTaken(order, name)).map((name) => ({
          name,
          word: ACT_WORDS[name],
        })),
      }
    }),
  }
}

function isTaken(order: ProductOrder, name: (typeof BUYER_ACTS)[number] | SellerAct): boolean {
  try {
    takesAct(order, name)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const ACT_WORDS: Readonly<Record<(typeof BUYER_ACTS)[number] | SellerAct, Bilingual>> = {
  'request-cancel': say('취소 요청', 'asks to cancel'),
  'request-return': say('반품 요청', 'asks to return'),
  'request-exchange': say('교환 요청', 'asks to exchange'),
  deliver: say('배송 완료', 'gets the goods'),
  'decide-purchase': say('구매 확정', 'keeps them'),
  place: say('발주 확인', 'confirms'),
  ship: say('발송', 'ships'),
  cancel: say('취소', 'cancels'),
  'approve-cancel': say('취소 승인', 'approves the cancel'),
  'approve-return': say('반품 승인', 'approves the return'),
  'collect-exchanged': say('교환 수거 완료', 'collects the exchange'),
  'ship-exchanged': say('교환품 발송', 'ships the exchange'),
}

function billingForms(): Form[] {
  return [
    {
      name: 'key-issue',
      path: '/data/keys',
      says: { key_issued: say('빌링키를 발급했습니다.', 'The billing key is issued.') },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { customer_uid = '', card_number } = asked.fields
        needed(asked.fields, 'customer_uid')
        await parts.acts.issueBillingKey(
          BillingKeyOrder.parse({ customer_uid, ...(card_number && { card_number }), user_code }),
        )
      },
    },
    {
      name: 'key-charge',
      path: '/data/keys/charge',
      says: {
        key_charged: say(
          '결제했습니다. 결제 목록 맨 위에 있습니다.',
          'Charged. It stands first among the payments.',
        ),
        key_declined: say(
          '카드사가 거절했습니다. 결제는 failed입니다.',
          'The card was declined. The payment is failed.',
        ),
      },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { customer_uid = '', merchant_uid = '', name } = asked.fields
        needed(asked.fields, 'merchant_uid')
        const order = {
          merchant_uid,
          amount: wonOf(asked.fields, 'amount'),
          name: name || '주문명:빌링키 결제',
          user_code,
        }
        const made = await parts.acts.chargeKey(customer_uid, order)
        return { say: (made as { status?: string }).status === 'failed' ? 'key_declined' : 'key_charged' }
      },
    },
    {
      name: 'key-remove',
      path: '/data/keys/remove',
      says: { key_removed: say('빌링키를 지웠습니다.', 'The billing key is gone.') },
      async act(parts, asked) {
        await parts.acts.deleteBillingKey(asked.fields.customer_uid ?? '', askedShop(parts, asked).user_code)
      },
    },
    {
      name: 'schedule-add',
      path: '/data/schedules',
      says: { scheduled: say('결제를 예약했습니다.', 'The charge is scheduled.') },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { customer_uid = '', merchant_uid = '', schedule_at = '' } = asked.fields
        for (const name of ['customer_uid', 'merchant_uid', 'schedule_at']) needed(asked.fields, name)
        const order = {
          customer_uid,
          merchant_uid,
          amount: wonOf(asked.fields, 'amount'),
          name: '주문명:정기결제',
        }
        await parts.acts.schedule({ ...order, schedule_at, user_code })
      },
    },
    {
      name: 'schedule-run',
      path: '/data/schedules/run',
      says: {
        schedule_paid: say('지금 결제했습니다.', 'Charged now.'),
        schedule_failed: say(
          '지금 시도했지만 결제되지 않았습니다. 이유는 결제에 있습니다.',
          'Tried now, and it failed. The payment says why.',
        ),
      },
      act(parts, asked) {
        const { merchant_uid = '' } = asked.fields
        const { status } = parts.acts.runSchedule(merchant_uid, askedShop(parts, asked).user_code)
        return { say: status === 'paid' ? 'schedule_paid' : 'schedule_failed' }
      },
    },
    {
      name: 'schedule-revoke',
      path: '/data/schedules/revoke',
      says: { schedule_revoked: say('예약을 취소했습니다.', 'The schedule is revoked.') },
      async act(parts, asked) {
        await parts.acts.revokeSchedule(asked.fields.merchant_uid ?? '', askedShop(parts, asked).user_code)
      },
    },
  ]
}

function otherForms(): Form[] {
  return [
    {
      name: 'certification-add',
      path: '/data/certifications',
      says: { certified: say('본인인증을 마쳤습니다.', 'The identity is verified.') },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { merchant_uid = '', person = '', birth = '', phone = '' } = asked.fields
        needed(asked.fields, 'merchant_uid')
        const who = { ...(person && { name: person }), ...(birth && { birth }), ...(phone && { phone }) }
        const { rsp } = await parts.acts.certify(
          CertificationOrder.parse({ merchant_uid, person: who, user_code }),
        )
        if (rsp && !rsp.success) throw new FormProblem(409, String(rsp.error_msg ?? ''))
      },
    },
    {
      name: 'receipt-issue',
      path: '/data/receipts',
      says: { receipt_issued: say('현금영수증을 발급했습니다.', 'The cash receipt is issued.') },
      async act({ acts }, { fields }) {
        needed(fields, 'imp_uid')
        const { imp_uid = '', identifier } = fields
        const type = fields.type === 'company' ? 'company' : 'person'
        await acts.issueReceipt(imp_uid, { identifier: identifier || '010-1234-5678', type })
      },
    },
    {
      name: 'receipt-cancel',
      path: '/data/receipts/cancel',
      says: { receipt_cancelled: say('현금영수증을 취소했습니다.', 'The cash receipt is cancelled.') },
      async act(parts, asked) {
        const { of, uid = '' } = asked.fields
        const { user_code } = askedShop(parts, asked)
        await parts.acts.cancelReceipt(
          of === 'external' ? { merchant_uid: uid, user_code } : { imp_uid: uid },
        )
      },
    },
    {
      name: 'prepare',
      path: '/data/prepared',
      says: { prepared: say('금액을 등록했습니다.', 'The amount is registered.') },
      async act(parts, asked) {
        needed(asked.fields, 'merchant_uid')
        const { merchant_uid = '' } = asked.fields
        const { user_code } = askedShop(parts, asked)
        await parts.acts.prepare({ merchant_uid, amount: wonOf(asked.fields, 'amount'), user_code })
      },
    },
    {
      name: 'order-act',
      path: '/data/orders',
      says: {
        order_moved: say('했습니다.', 'Done.'),
        order_kept: say(
          '네이버에서 했고, 다음 정각 분에 보입니다.',
          'Done at Naver; seen at the next full minute.',
        ),
      },
      async act({ acts }, { fields: { product_order_id = '', buyer, seller } }) {
        const by_seller = SELLER_ACTS.find((name) => name === seller)
        if (by_seller) {
          await acts.sellProductOrder(product_order_id, by_seller)
          return { say: 'order_moved' }
        }
        const by_buyer = BUYER_ACTS.find((name) => name === buyer)
        if (!by_buyer) throw new FormProblem(422, say('할 일을 고르세요.', 'Choose what to do.'))
        const { is_kept } = acts.actOnProductOrder(product_order_id, by_buyer)
        return { say: is_kept ? 'order_kept' : 'order_moved' }
      },
    },
  ]
}

function needed(fields: Fields, name: string): void {
  if (fields[name]) return
  throw new FormProblem(422, say(`${name}을(를) 입력하세요.`, `Type a ${name}.`), name)
}

/** Won, thousands set apart or not. */
function wonOf(fields: Fields, name: string): number {
  const text = fields[name] ?? ''
  const amount = /^(\d+|\d{1,3}(,\d{3})+)$/.test(text) ? Number(text.replaceAll(',', '')) : Number.NaN
  if (amount > 0 && toMinor(amount, 'KRW') !== null) return amount
  const said = say(
    `금액이 올바르지 않습니다: ${text || '비어 있음'} (0보다 큰 원)`,
    `This is no amount: ${text || 'empty'} (won, above 0)`,
  )
  throw new FormProblem(422, said, name)
}
