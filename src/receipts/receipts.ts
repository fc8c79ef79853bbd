/** The verbs of cash receipts (현금영수증): issue, read, cancel; for a payment, or for a cash sale outside iamport. */

import { fillWords, RECEIPT_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { mustSendAll } from '../choice/api-requirements.ts'
import { chooseApiChannel, type Wish } from '../choice/channels.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstParts } from '../core/kst.ts'
import { readMoney, toMinor } from '../core/money.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { balance, type Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import type { CashReceipt, ReceiptStore } from './store.ts'

export interface ReceiptParts {
  readonly store: ReceiptStore
  readonly clock: Clock
  readonly dice: Dice
  readonly payments: Pick<Payments, 'find' | 'noteReceipt'>
  readonly settings: (merchant: number) => MerchantSettings
}

export interface ReceiptRequest {
  /** A phone number, a cash receipt card, or the number of a company. */
  readonly identifier: string
  readonly type: 'person' | 'company'
  readonly tax_free: number | null
  readonly vat_amount: number | null
  /** What was bought, for a sale outside iamport. */
  readonly name?: string | null
  /** All that the shop sent, for what its PG insists on. */
  readonly sent?: Readonly<Record<string, unknown>>
}

type Of = CashReceipt['of']

/** What a receipt is for. */
type About = Pick<CashReceipt, 'merchant' | 'of' | 'uid' | 'pg_provider' | 'amount'>

export type Receipts = ReturnType<typeof createReceipts>

export function createReceipts({ store, clock, dice, payments, settings }: ReceiptParts) {
  const { find, noteReceipt } = payments

  /** For what is left of a paid transfer or account (docs: a payment that was partly cancelled, too). */
  function issue(merchant: number, imp_uid: string, request: ReceiptRequest): CashReceipt {
    const payment = find(merchant, imp_uid)
    const { pay_method, status, pg_provider } = payment
    mustSupport(pg_provider)
    const contracts = settings(merchant)
    mustSendAll('POST /receipts/{imp_uid}', { code: pg_provider }, request.sent ?? {}, contracts, false)
    if (pay_method !== 'vbank' && pay_method !== 'trans') {
      throw refusal('receipt_not_paid', { why: fillWords(RECEIPT_WHY.pay_method, { pay_method }) })
    }
    if (payment.paid_at === 0 || balance(payment) === 0) {
      throw refusal('receipt_not_paid', { why: fillWords(RECEIPT_WHY.status, { status }) })
    }
    if (payment.currency !== 'KRW') throw refusal('receipt_not_paid', { why: payment.currency })
    const own_tax_free = toMinor(payment.order.tax_free, 'KRW') ?? 0
    const { name } = payment.order
    const asked = { ...request, name, tax_free: request.tax_free ?? Math.min(own_tax_free, balance(payment)) }
    return write({ merchant, of: 'payment', uid: imp_uid, pg_provider, amount: balance(payment) }, asked)
  }

  /** The one that the buyer asked for in the window: the PG issues it with the money. PGs without any issue none. */
  function issueByPg({ merchant, imp_uid, pg_provider, amount, currency, order }: Payment): void {
    const { cash_receipt, tax_free, vat_amount = null } = order
    if (!cash_receipt || currency !== 'KRW' || amount === 0 || !isAble(pg_provider, 'cash_receipt')) return
    const asked = { ...cash_receipt, tax_free: toMinor(tax_free, 'KRW') ?? 0, vat_amount, name: order.name }
    write({ merchant, of: 'payment', uid: imp_uid, pg_provider, amount }, asked)
  }

  function issueExternal(
    merchant: number,
    merchant_uid: string,
    wish: Wish,
    amount: number,
    request: ReceiptRequest,
  ): CashReceipt {
    const chosen = chooseApiChannel('cash_receipt', wish, settings(merchant), dice)
    if (!chosen) throw refusal('receipt_pg_unsupported', { pg: settings(merchant).default_pg })
    const operation = 'POST /receipts/external/{merchant_uid}'
    mustSendAll(operation, chosen.pg, request.sent ?? {}, settings(merchant), !chosen.by_default)
    return write(
      { merchant, of: 'external', uid: merchant_uid, pg_provider: chosen.pg.code, amount },
      request,
    )
  }

  /** One for each payment or sale at a time. */
  function write(about: About, request: ReceiptRequest): CashReceipt {
    const before = store.find(about.merchant, about.of, about.uid)
    if (!/^[\d-]{8,20}$/.test(request.identifier)) throw refusal('receipt_identifier_invalid')
    if (before && before.cancelled_at === 0) throw refusal('receipt_already_issued')
    const receipt = makeReceipt({ ...about, n: (before?.n ?? 0) + 1 }, request, clock.now(), dice)
    keep(receipt)
    return receipt
  }

  function get(merchant: number, of: Of, uid: string): CashReceipt {
    if (of === 'payment') find(merchant, uid)
    const receipt = store.find(merchant, of, uid)
    if (receipt) return receipt
    throw of === 'payment'
      ? refusal('receipt_not_found', { imp_uid: uid })
      : refusal('receipt_of_sale_not_found')
  }

  /** By its own number, whoever it belongs to: the page that receipt_url names. */
  function byTid(receipt_tid: string): CashReceipt {
    const receipt = store.byTid(receipt_tid)
    if (receipt) return receipt
    throw refusal('receipt_of_sale_not_found')
  }

  /** Of a payment, one that was never issued is 400; of a sale outside it is 404 (docs). */
  function cancel(merchant: number, of: Of, uid: string): CashReceipt {
    if (of === 'payment') mustSupport(find(merchant, uid).pg_provider)
    const receipt = store.find(merchant, of, uid)
    if (!receipt && of === 'external') throw refusal('receipt_of_sale_not_found')
    if (!receipt) throw refusal('receipt_not_issued')
    if (receipt.cancelled_at > 0) throw refusal('receipt_already_cancelled')
    const cancelled = { ...receipt, cancelled_at: clock.now() }
    keep(cancelled)
    return cancelled
  }

  function keep(receipt: CashReceipt): void {
    store.transaction(() => {
      store.save(receipt)
      const { of, uid, receipt_tid, cancelled_at } = receipt
      if (of === 'payment') noteReceipt(uid, receipt_tid, cancelled_at === 0)
    })
  }

  return { payment: find, issue, issueByPg, issueExternal, get, byTid, cancel, every: store.every }
}

/** Checks what is to be on it, and draws its numbers. */
function makeReceipt(
  about: About & Pick<CashReceipt, 'n'>,
  { identifier, type, tax_free, vat_amount, name = null }: ReceiptRequest,
  now: number,
  dice: Dice,
): CashReceipt {
  const { of, uid, n, amount } = about
  const money = readMoney({ amount, tax_free, vat_amount }, 'KRW')
  if ('flaw' in money) {
    throw refusal('receipt_amount_invalid', { parameter: money.flaw === 'vat_amount' ? 'vat' : money.flaw })
  }
  if (money.amount === 0) throw refusal('receipt_amount_invalid', { parameter: 'amount' })
  const vat = money.vat_amount ?? Math.round((money.amount - money.tax_free) / 11)
  const { yyyy, MM, dd, HH, mm, ss } = kstParts(now)
  return {
    ...about,
    receipt_tid: `CASH${yyyy}${MM}${dd}${HH}${mm}${ss}${dice.digits(8, 'receipt_tid', of, uid, n)}`,
    apply_num: dice.digits(9, 'cash receipt apply_num', of, uid, n),
    type,
    vat,
    applied_at: now,
    cancelled_at: 0,
    identifier,
    name,
  }
}

function mustSupport(pg: string): void {
  if (!isAble(pg, 'cash_receipt')) throw refusal('receipt_pg_unsupported', { pg })
}
