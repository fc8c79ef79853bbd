/** What the page of a payment's window shows. */
import { declinesOf } from '../../catalog/declines.ts'
import type { Pg } from '../../catalog/pg.ts'
import { formatMoney, toMajor, toMinor } from '../../core/money.ts'
import { languageCalled, say } from '../../kit/languages.ts'
import { type Language, type Text, text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import type { Input, OpenStep } from '../form.ts'
import { type Face, type OrderModel, type PageModel, type Returned, stepModel } from '../page.ts'
import type { PaymentWindow } from '../window.ts'
import { beforehand, fixedPhone } from './given.ts'
import { noticesOf, orderRows, shopName } from './order-rows.ts'
import { panelModel } from './panel.ts'
import { issuesKey, stepsOf } from './steps.ts'

type Say = (text: Text) => string

/** `returned`: a form that was sent and not taken; without it the page is shown afresh. */
export function pageModel(
  window: PaymentWindow,
  payment: Payment,
  returned: Returned | null = null,
): PageModel {
  const { pg, method } = contract(payment)
  const lang = languageOf(window, payment)
  const t: Say = (text) => say(text, lang)
  const steps = stepsOf(payment, window.input)
  return {
    lang,
    t,
    window,
    base: `/checkout/${window.id}`,
    face: faceOf(payment, t),
    order: orderModel(payment, lang, t),
    notices: noticesOf(payment).map(t),
    ...stepModel(steps, window, (step) => prefilled(step, payment), returned),
    step_titles: steps.map(({ title }) => t(title)),
    fixed: fixedPhone(payment) === null ? [] : ['phone_number'],
    panel: {
      view: 'checkout/parts/payment-panel',
      declines: declinesOf(pg, method.code),
      ...panelModel(payment),
    },
  }
}

export function faceOf(payment: Payment, t: Say): Face {
  const { pg, method } = contract(payment)
  const { layout, color, ink, accent, button } = pg.window
  return {
    name: t(pg.name),
    method: isChosenInside(pg) || method.name.ko === pg.name.ko ? '' : t(method.name),
    layout,
    colours: {
      color,
      ink,
      accent,
      button: button?.color ?? accent,
      button_ink: button?.ink ?? '#ffffff',
    },
    shows_steps: true,
    close: t(text('결제창 닫기', 'Close the window', '閉じる')),
  }
}

export function orderModel(payment: Payment, lang: Language, t: Say): OrderModel {
  const { name, buyer_name } = payment.order
  return {
    shop: shopName(payment, t),
    name: name || '-',
    buyer: buyer_name || null,
    rows: orderRows(payment).map(([label, value]) => [t(label), value]),
    amount: printAmount(payment, lang),
  }
}

/** Whether the order's pay_method says nothing to the buyer: the PG sells with one alone, or asks in its window. */
function isChosenInside({ sells: { any_pay_method, pay_methods, pays_as } }: Pg): boolean {
  return any_pay_method !== undefined || pay_methods.length === 1 || pays_as?.['*'] !== undefined
}

/**
 * The order's `language`, where the PG's window speaks it on this device (manual 2.1.1 language). PGs for buyers from
 * abroad speak English to everybody else, inicis_jp Japanese.
 */
export function languageOf({ device }: PaymentWindow, payment: Payment): Language {
  const { language } = payment.order
  const skin = contract(payment).pg.window
  const { mother_tongue = 'ko', languages = [], foreign = false } = skin
  if (!language) return mother_tongue
  const asked = languageCalled(language)
  if (asked === 'ko' || (asked && languages.includes(asked))) return asked
  const speaks_english = skin.english === 'always' || (skin.english === 'pc' && device === 'pc')
  return speaks_english && (asked === 'en' || foreign) ? 'en' : mother_tongue
}

/** What the buyer reads: the amount, or what the PG shows in place of none. `₩14,000` for readers who know no 원. */
function printAmount(payment: Payment, lang: Language): string {
  const { currency } = payment
  const shows = contract(payment).pg.billing?.shows
  const is_for_nothing = payment.amount === 0 && issuesKey(payment) !== null
  const amount = is_for_nothing && shows ? (toMinor(shows.amount, currency) ?? 0) : payment.amount
  if (lang === 'ko') return formatMoney(amount, currency)
  return toMajor(amount, currency).toLocaleString('en-US', { style: 'currency', currency })
}

function prefilled(step: OpenStep | null, payment: Payment): Input {
  const filled = (step?.fields ?? []).filter(({ prefill }) => prefill)
  return Object.fromEntries(filled.map((field) => [field.name, beforehand(field, payment)]))
}
