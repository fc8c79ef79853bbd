/** What a window page shows: the model that views/checkout/window.ejs draws. */
import { declinesOf } from '../../catalog/declines.ts'
import type { Pg, Window } from '../../catalog/pg.ts'
import { formatMoney, toMajor, toMinor } from '../../core/money.ts'
import { languageCalled, say } from '../../kit/languages.ts'
import type { Language, Text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import type { PaymentWindow } from '../window.ts'
import { noticesOf, orderRows, shopName } from './order-rows.ts'
import { type PanelModel, panelModel } from './panel.ts'
import { beforehand, fixedPhone, issuesKey, type OpenStep, stepsOf } from './steps.ts'

export interface PageModel {
  readonly lang: Language
  /** A text in the window's language. */
  readonly t: (text: Text) => string
  readonly window: PaymentWindow
  readonly payment: Payment
  readonly pg: { readonly code: string; readonly name: string; readonly skin: Window }
  readonly method: { readonly code: string; readonly name: string }
  readonly amount: string
  readonly step: OpenStep | null
  readonly step_number: number
  readonly step_count: number
  readonly step_titles: readonly string[]
  /** What each field shows: what was typed, or what the order fills it with. */
  readonly values: Readonly<Record<string, string>>
  /** Fields that the order has filled in for good. */
  readonly fixed: readonly string[]
  readonly problems: Readonly<Record<string, Text>>
  /** Lines above the step that the order asks for: escrow, tax, a period of service, a billing key. */
  readonly notices: readonly string[]
  /** The shop's name, and more rows of the order. */
  readonly shop: string
  readonly rows: readonly (readonly [label: string, value: string])[]
  readonly panel: PanelModel
  readonly declines: readonly { readonly code: string; readonly message: string }[]
}

/** `problems` and `typed` are those of a form that was sent and not taken; without them the page is shown afresh. */
export function pageModel(
  window: PaymentWindow,
  payment: Payment,
  problems: Readonly<Record<string, Text>> = {},
  typed: Readonly<Record<string, string>> | null = null,
): PageModel {
  const { pg, method } = contract(payment)
  const lang = languageOf(window, payment)
  const steps = stepsOf(payment, window.input)
  const step = steps[window.step] ?? null
  const t = (text: Text) => say(text, lang)
  return {
    lang,
    t,
    window,
    payment,
    pg: { code: pg.code, name: t(pg.name), skin: pg.window },
    method: {
      code: method.code,
      name: isChosenInside(pg) || method.name.ko === pg.name.ko ? '' : t(method.name),
    },
    amount: printAmount(payment, lang),
    step,
    step_number: window.step + 1,
    step_count: steps.length,
    step_titles: steps.map(({ title }) => t(title)),
    values: { ...prefilled(step, payment), ...window.input, ...(typed && asSent(step, typed)) },
    fixed: fixedPhone(payment) === null ? [] : ['phone_number'],
    problems,
    notices: noticesOf(payment).map(t),
    shop: shopName(payment, t),
    rows: orderRows(payment).map(([label, value]) => [t(label), value]),
    panel: panelModel(payment),
    declines: declinesOf(pg, method.code),
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

/** A form says nothing of boxes that are not ticked, even of those that were ticked before. */
function asSent(step: OpenStep | null, typed: Readonly<Record<string, string>>): Record<string, string> {
  const boxes = step?.fields.filter(({ kind }) => kind === 'check') ?? []
  return { ...Object.fromEntries(boxes.map(({ name }) => [name, ''])), ...typed }
}

function prefilled(step: OpenStep | null, payment: Payment): Record<string, string> {
  const filled = (step?.fields ?? []).filter(({ prefill }) => prefill)
  return Object.fromEntries(filled.map((field) => [field.name, beforehand(field, payment)]))
}
