/** The verbs of accounts and barcodes that a shop's server asks for: issue, change, withdraw, and a deposit at the counter. */

import { BANKS } from '../catalog/codes.ts'
import { refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { mustSendAll } from '../choice/api-requirements.ts'
import { chooseApiChannel, type Wish } from '../choice/channels.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstEndOfDay, kstText } from '../core/kst.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { OrderFacts, Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'

export interface VbankParts {
  readonly clock: Clock
  readonly dice: Dice
  readonly payments: Payments
  readonly settings: (merchant: number) => MerchantSettings
  /** Asks the shop. Answers why it says no; null when it says yes. */
  readonly confirm: (
    payment: Payment,
    url: string,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<string | null>
}

export interface WaitingOrder {
  readonly merchant_uid: string
  /** Major units. */
  readonly amount: number
  readonly wish: Wish
  readonly facts: Partial<OrderFacts>
  /** All that the shop sent, for what its PG insists on. */
  readonly sent?: Readonly<Record<string, unknown>>
}

export interface VbankOrder extends WaitingOrder {
  readonly vbank_code: string
  /** Unix seconds. */
  readonly vbank_due: number
  readonly vbank_holder: string | null
  /** Number of an account that the PG gave to the shop once. */
  readonly vbank_num: string | null
  readonly unlimited: boolean
}

export interface CvsOrder extends WaitingOrder {
  readonly barcode: string | null
  readonly expired_at: number | null
  readonly confirm_url: string | null
}

/** Days until a barcode expires when the shop names no time: agreed with the PG in reality, so this is assumed. */
const CVS_DAYS = 3

export type Vbanks = ReturnType<typeof createVbanks>

export function createVbanks({ clock, dice, payments, settings, confirm }: VbankParts) {
  /** An account: the payment is `ready` and announced as such. */
  function issue(merchant: number, order: VbankOrder): Payment {
    const vbank_code = readBank(order.vbank_code)
    mustBeFuture(order.vbank_due)
    const chosen = choose(merchant, order.unlimited ? 'vbank_unlimited' : 'vbank_issue', order.wish)
    mustSendAll('POST /vbanks', chosen.pg, order.sent ?? {}, settings(merchant), !chosen.by_default)
    return payments.together(() => {
      const { imp_uid } = payments.openByApi(merchant, {
        merchant_uid: order.merchant_uid,
        pay_method: 'vbank',
        amount: order.amount,
        chosen,
        customer_uid: null,
        facts: {
          ...order.facts,
          vbank_due: order.vbank_due,
          vbank_holder: order.vbank_holder,
          vbank_num: order.vbank_num,
          ...(order.unlimited ? { vbank_unlimited: true } : {}),
        },
      })
      return payments.approve(imp_uid, { vbank_code })
    })
  }

  /** A barcode that convenience stores take money for. REST shows its number where an account's stands. */
  function issueBarcode(merchant: number, order: CvsOrder): Payment {
    const expired_at = order.expired_at ?? kstEndOfDay(clock.now(), CVS_DAYS)
    mustBeFuture(expired_at)
    const chosen = choose(merchant, 'cvs', order.wish)
    return payments.together(() => {
      const { imp_uid } = payments.openByApi(merchant, {
        merchant_uid: order.merchant_uid,
        pay_method: 'cvs',
        amount: order.amount,
        chosen,
        customer_uid: null,
        facts: {
          ...order.facts,
          vbank_due: expired_at,
          vbank_num: order.barcode,
          cvs_confirm_url: order.confirm_url,
        },
      })
      return payments.approve(imp_uid, {})
    })
  }

  function choose(merchant: number, ability: 'vbank_issue' | 'vbank_unlimited' | 'cvs', wish: Wish) {
    const chosen = chooseApiChannel(ability, wish, settings(merchant), dice)
    if (chosen) return chosen
    throw refusal(
      'api_channel_missing',
      {},
      `None of the merchant's channels is able to do this (${ability}).`,
    )
  }

  /** Another amount (major units) or deadline, before the money arrives. */
  function change(merchant: number, imp_uid: string, amount: number | null, due: number | null): Payment {
    const payment = payments.find(merchant, imp_uid)
    mustBeVbank(payment)
    mustBeAble(payment, 'vbank_change')
    return payments.adjust(imp_uid, amount, due)
  }

  function withdraw(
    merchant: number,
    imp_uid: string,
    sent: Readonly<Record<string, unknown>> = {},
  ): Payment {
    const payment = payments.find(merchant, imp_uid)
    mustBeVbank(payment)
    mustBeAble(payment, 'vbank_void')
    mustSendAll('DELETE /vbanks/{imp_uid}', { code: payment.pg_provider }, sent, settings(merchant), false)
    return payments.withdraw(imp_uid, '가상계좌발급취소')
  }

  function withdrawBarcode(merchant: number, imp_uid: string): Payment {
    const payment = payments.find(merchant, imp_uid)
    if (payment.pay_method !== 'cvs') throw notVbank(payment)
    return payments.withdraw(imp_uid, '편의점수납취소')
  }

  /** Money arrives. A convenience store asks the shop first, when the shop wants to be asked (POST /cvs confirm_url). */
  async function deposit(imp_uid: string, amount: number | null = null, force = false): Promise<Payment> {
    const payment = payments.get(imp_uid)
    const { cvs_confirm_url } = payment.order
    if (cvs_confirm_url && payment.status === 'ready') {
      const { merchant_uid, approval } = payment
      const extra = { barcode: approval.vbank_num, payType: 'CASH' }
      const event = { event: 'Galaxia.Cvs.Confirm', imp_uid, merchant_uid, status: 'ready', extra }
      const reason = await confirm(payment, cvs_confirm_url, event)
      if (reason !== null) throw refusal('cvs_not_confirmed', { answer: reason })
    }
    return payments.deposit(imp_uid, amount, force)
  }

  /** Whose account it is: the same name for the same account, made up. */
  function holderOf(bank_code: string, bank_num: string): string {
    const code = readBank(bank_code)
    const number = bank_num.replace(/[\s-]/g, '')
    if (!/^\d{6,16}$/.test(number) || number.endsWith('0000')) {
      throw refusal(
        'vbank_holder_unknown',
        {},
        'An account has 6 to 16 digits; one that ends in 0000 is unknown here.',
      )
    }
    const pick = (list: readonly string[], what: string) =>
      list[Number(dice.digits(6, what, code, number)) % list.length]!
    return `${pick(FAMILY_NAMES, 'family name')}${pick(GIVEN_NAMES, 'given name')}`
  }

  function mustBeFuture(due: number): void {
    if (due <= clock.now()) throw refusal('vbank_due_past', { due: kstText(due) })
  }

  return { issue, issueBarcode, change, withdraw, withdrawBarcode, deposit, holderOf }
}

const FAMILY_NAMES = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임'] as const
const GIVEN_NAMES = ['민준', '서연', '지후', '하은', '도윤', '수아', '예준', '지우', '은서', '현우'] as const

/** Shops send the code of their PG: `088`, `88` (KG이니시스) and `BK88` (NHN KCP) are one bank. */
function readBank(code: string): string {
  const digits = code.trim().replace(/^BK/i, '')
  const found = BANKS.find((bank) => bank.code === digits.padStart(3, '0'))
  if (found && /^\d{1,3}$/.test(digits)) return found.code
  throw refusal('vbank_bank_unknown', { code })
}

function mustBeVbank(payment: Payment): void {
  if (payment.pay_method !== 'vbank') throw notVbank(payment)
}

function notVbank({ pay_method }: Payment) {
  return refusal('vbank_not_vbank', { pay_method })
}

function mustBeAble({ pg_provider }: Payment, ability: 'vbank_change' | 'vbank_void'): void {
  if (!isAble(pg_provider, ability)) throw refusal('vbank_pg_unsupported', { pg: pg_provider })
}
