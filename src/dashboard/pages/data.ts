/** 데이터: what a shop has beside payments: billing keys, schedules, certifications, cash receipts, registered amounts, naverco orders. */

import { SELLER_ACTS, type SellerAct } from '../../acts/product-orders.ts'
import { Refusal } from '../../catalog/refusals.ts'
import { TEST_CARDS, type TestCard } from '../../catalog/test-cards.ts'
import { type Bilingual, say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import { sayMoney } from '../../core/money.ts'
import type { Merchant } from '../../merchants/merchant.ts'
import { BUYER_ACTS, type ProductOrder, act as takesAct } from '../../orders/product-order.ts'
import type { Page } from '../page.ts'
import type { DashboardParts } from '../parts.ts'
import { askedShop, backOf, shopChoice } from '../shop.ts'
import { billingForms } from './data-billing-forms.ts'
import { otherForms } from './data-forms.ts'

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
      test_cards: TEST_CARDS.map(cardChoice),
      next_uid: `order_${parts.clock.now()}`,
    }
  },
  forms: [...billingForms(), ...otherForms()],
}

/** `4000-0000-0000-0002`, and what comes of it. */
function cardChoice({ card_number, what, text }: TestCard) {
  const { ko, en } = CARD_WORDS[what]
  return {
    card_number: card_number.replace(/(\d{4})(?=\d)/g, '$1-'),
    word: say(`${ko}: ${text}`, `${en}: ${text}`),
  }
}

const CARD_WORDS: Readonly<Record<TestCard['what'], Bilingual>> = {
  declined: say('결제 거절', 'every charge is declined'),
  declined_once: say('처음 한 번만 거절', 'the first charge of an order is declined'),
  refused: say('발급 거절', 'no key is issued'),
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
