/**
 * On a phone the card's, bank's or wallet's app takes part: which one, how it is started, and how it opens the shop's app
 * again (manual 3). The app itself is a page of the sandbox.
 */
import {
  APPS,
  type App,
  type AppReturn,
  appFor,
  launchUrl,
  marketUrl,
  PLAIN_RETURN,
  schemeUrl,
  systemOf,
} from '../../catalog/apps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import type { PaymentWindow } from '../window.ts'

type Input = Readonly<Record<string, string>>

/** The app of this payment; null on a PC and where none takes part. */
export function appOf(window: PaymentWindow, payment: Payment, input: Input = window.input): App | null {
  if (window.device !== 'mobile') return null
  const { pg } = contract(payment)
  const own = pg.home.app === undefined ? undefined : APPS.find(({ scheme }) => scheme === pg.home.app)
  return own ?? appFor(payment.pay_method, input.card_code)
}

/** Whether the last step goes through the app: only then, when the shop is an app itself and says how to come back. */
export function handsOver(window: PaymentWindow, payment: Payment, input: Input): boolean {
  return Boolean(payment.order.app_scheme) && appOf(window, payment, input) !== null
}

export interface AppPage {
  readonly app: App
  readonly launch_url: string
  readonly market_url: string | null
}

/** What the page shows that starts the app. */
export function appPage(app: App, payment: Payment): AppPage {
  const system = systemOf(payment.order.user_agent)
  return { app, launch_url: launchUrl(app, system, payment.imp_uid), market_url: marketUrl(app) }
}

/**
 * The address at which the third-party app opens the shop's app; null where it only steps aside. `url` is what the shop's
 * WebView has to load to come to the end.
 */
export function appReturnUrl(payment: Payment, approved: boolean, url: string): string | null {
  const { app_scheme, user_agent } = payment.order
  if (!app_scheme) return null
  const system = systemOf(user_agent)
  const fits = (rule: AppReturn) =>
    (!rule.pay_methods || rule.pay_methods.includes(payment.pay_method)) &&
    (!rule.system || rule.system === system)
  const rule = contract(payment).pg.home.app_returns?.findLast(fits) ?? PLAIN_RETURN
  const template = approved ? rule.approved : (rule.cancelled ?? rule.approved)
  return (
    template
      ?.replace('{app_scheme}', () => schemeUrl(app_scheme))
      .replace('{imp_uid}', payment.imp_uid)
      .replace('{url:encoded}', () => encodeURIComponent(url))
      .replace('{url}', () => url) ?? null
  )
}
