/** What a PG is. Each PG is one data file in pgs/ of this type; nothing else in the project knows a PG by name. */

import type { Provenance } from '../core/provenance.ts'
import type { Device, Language, Step, Text } from '../kit/steps.ts'
import type { Ability } from './abilities.ts'
import type { AppReturn } from './apps.ts'
import type { Deliveries } from './escrow.ts'
import type { Failure, FailureWay, Frame } from './frames.ts'
import type { Approval, PaysAs } from './method.ts'
import type { RedirectRule } from './redirects.ts'

export interface Pg {
  /** The word in `pg` and `pg_provider`. */
  readonly code: string
  readonly name: Text
  readonly known: Provenance
  /** How single facts are known, where it is otherwise than `known`. What a file leaves to `definePg` is assumed. */
  readonly sources: Readonly<Partial<Record<SourcedFact, Provenance>>>
  /** No longer offered to new shops. */
  readonly legacy?: boolean
  /** What else a shop should know, for the reference page. */
  readonly notes?: readonly { readonly text: string; readonly known: Provenance }[]
  readonly mids: Mids
  readonly sells: Sells
  readonly order: Takes
  readonly window: Window
  readonly home: Home
  readonly vbank: Accounts
  readonly reports: Reports
  /** What happens to the amount when the window issues a billing key (`customer_uid`). */
  readonly billing?: BillingRules
  readonly cancel?: CancelRules
  readonly rest: Rest
  readonly refusals: Words
  readonly quirks: Readonly<Partial<Record<Quirk, Provenance>>>
}

/** Shop ids (`pg_id`). */
export interface Mids {
  /** Published test shop ids; the first one is used when the order names none. */
  readonly test: readonly string[]
  /** The test shop id that issues billing keys, where it is one of its own: taken when the order names none. */
  readonly billing?: string
}

/** What can be bought with. */
export interface Sells {
  /** Empty for a PG that only verifies identities. */
  readonly pay_methods: readonly string[]
  /** A pay_method that it does not sell with counts as the first of the list: the window decides. */
  readonly any_pay_method?: Provenance
  /** What the pay_method of an approved payment becomes, where it is another than the order's. Key `*`: every pay_method. */
  readonly pays_as?: Readonly<Record<string, PaysAs>>
  /** How it refuses a pay_method that it does not sell with, where that is known. */
  readonly pay_method_message?: {
    /** `{words}` in braces are filled in. */
    readonly message: string
    readonly words?: (pay_method: string) => Readonly<Record<string, string>>
    /** See Requirement. */
    readonly in_window?: string
    readonly known: Provenance
  }
  /** The first one is used when the order names none. */
  readonly currencies: readonly string[]
  /** How it refuses another currency, where that is known. */
  readonly currency_message?: string
  /** Escrow, with every pay_method or only with these. Elsewhere `escrow: true` is not acted on. */
  readonly escrow?: { readonly pay_methods?: readonly string[]; readonly known: Provenance }
  /** Pay methods that are authenticated and approved in one step: confirm_url cannot come between. */
  readonly one_transaction?: readonly string[]
}

/** What it asks of an order. */
export interface Takes {
  /** request_pay parameters that this PG insists on. Which rows stop a payment, and which are remarked: `stops` in rules.ts. */
  readonly required: readonly Requirement[]
  /** What else this PG does not take. */
  readonly rules?: readonly Rule[]
  /** Less than this is refused. */
  readonly minimum?: readonly Minimum[]
  /** The longest merchant_uid, where it is not iamport's 40 characters. `cut`: a longer one loses its end. */
  readonly merchant_uid_max?: { readonly length: number; readonly cut?: true; readonly known: Provenance }
}

/** How the result comes home. */
export interface Home {
  /** How the result stands in m_redirect_url, where it is not the usual query. The last rule that fits holds. */
  readonly redirects?: readonly RedirectRule[]
  /** The app that a phone is handed over to whatever the pay_method, by its scheme. */
  readonly app?: string
  /** How that app, or the card's or bank's, opens the shop's app again (`app_scheme`). The last rule that fits holds. */
  readonly app_returns?: readonly AppReturn[]
  /** Under `/v1/iamport.js` the result only has imp_uid and merchant_uid, and what went wrong. */
  readonly short_result?: Provenance
}

/** Virtual accounts. */
export interface Accounts {
  /** Days until one expires when the order has no `vbank_due`. */
  readonly days: number
  /** Shape of the account numbers, where it is another than 14 digits: see `fill` in template.ts. */
  readonly num?: string
  /** The account holder that this PG reports. Null where it reports none. */
  readonly holder: string | null
}

/** What stands in an approved payment. */
export interface Reports {
  /** Shape of the transaction id: see `fill` in template.ts. Keys are pay_methods, `*` is for the others. */
  readonly pg_tid: Readonly<Record<string, string>>
  /**
   * What this PG reports otherwise than its pay_methods do. Keys are the order's pay_methods; `*` is for all, `billing` for
   * windows that issue a key.
   */
  readonly approval?: Readonly<Record<string, Partial<Approval>>>
  /** Whether there is a sales slip, for every pay_method or only for these. The sandbox serves every slip itself. */
  readonly receipt: boolean | readonly string[]
}

/** What the shop's server can do with this PG, beyond payments that were made in windows. */
export interface Rest {
  readonly able?: readonly Ability[]
  /** Parameters that it insists on, in the order in which they are missed (docs: API document v1, "필수" beside parameter and PG). */
  readonly insists?: Readonly<Partial<Record<InsistingOperation, readonly string[]>>>
  /** Those of them without which nothing can be paid; the others are remarked. */
  readonly refuses?: Rest['insists']
  /** Escrow deliveries; missing where it takes none. */
  readonly deliveries?: Deliveries
}

/** Operations with parameters that only some PGs insist on. `schedules[]`: each row of a schedule. */
export type InsistingOperation =
  | 'POST /subscribe/payments/onetime'
  | 'POST /subscribe/payments/again'
  | 'POST /subscribe/customers/{customer_uid}'
  | 'POST /subscribe/payments/schedule'
  | 'schedules[]'
  | 'POST /vbanks'
  | 'DELETE /vbanks/{imp_uid}'
  | 'POST /receipts/{imp_uid}'
  | 'POST /receipts/external/{merchant_uid}'

/** By the way on which a failure came. */
export type PgFrames = { readonly [Way in FailureWay]?: { readonly [F in Failure]?: Frame } }

/** What the PG says when there is no sale. */
export interface Words {
  /** What a shop reads in `error_msg` when the buyer cancels or closes the window. */
  readonly cancelled: {
    readonly message: string
    readonly code?: string
    readonly known: Provenance
    /** Its words where its page comes back through iamport, if they are others. */
    readonly on_redirect?: { readonly code: string; readonly message: string; readonly known: Provenance }
  }
  /** What it says to a cancel of what it has cancelled already, and to one of more than is left, where that is known. */
  readonly already_cancelled?: { readonly message: string; readonly known: Provenance }
  readonly exceeds_balance?: { readonly message: string; readonly known: Provenance }
  /** `[{code}|{message}]`: how this PG writes its code and text. */
  readonly format: string
  /** What stands around its words in `error_msg` and `fail_reason`, where it is known of this PG: see frames.ts. */
  readonly frames?: PgFrames
  /** What this PG may answer instead of approving, by pay_method. */
  readonly declined: Readonly<Record<string, readonly Decline[]>>
  /** What its test shops refuse though its live ones take it. Refused here only where the setting `pg_test_refusals` says so. */
  readonly of_test_shops?: readonly TestRefusal[]
}

/** What few PGs do otherwise than all others. Each is acted on in one place, where `quirks.{name}` is asked. */
export type Quirk =
  /** An order in another currency counts as one in the first of the list. */
  | 'any_currency'
  /** An order without `amount` counts as one of 0. */
  | 'unset_amount_is_zero'
  /** Accounts close at 23:59:59 of the day of `vbank_due`, whatever time it names. */
  | 'vbank_whole_days'
  /** Accounts close in second 59 of the minute that `vbank_due` names. */
  | 'vbank_whole_minutes'
  /** The hidden digits of card_number are zeros, not stars. */
  | 'card_number_zeros'
  /** `prefill.phoneNumber` of the order is the number that pays; the buyer cannot change it. */
  | 'fixes_phone'
  /** A failed payment may be approved afterwards. */
  | 'late_approval'
  /** The buyer's cancel shows an alert and closes; the callback is not called. */
  | 'silent_cancel'
  /** Nobody comes home when the payment is done: no callback and no redirect. */
  | 'stays_away'
  /** Looked up as a channel by /v1/iamport.js: where a merchant has channels, but none for it, no default PG takes its place. */
  | 'is_channel'

/** Facts that have a source of their own in `sources`. */
export type SourcedFact =
  | 'test_mids'
  | 'pay_methods'
  | 'currencies'
  | 'pays_as'
  | 'vbank_days'
  | 'vbank_holder'
  | 'vbank_num'
  | 'pg_tid'
  | 'reports'
  | 'receipt'

/** What a PG does not give back over POST /payments/cancel, beyond what no PG gives back (docs, cancel guide and PG pages). */
export interface CancelRules {
  /** pay_methods that are not given back over REST at all. */
  readonly never?: readonly string[]
  /** pay_methods of which no part can be given back. */
  readonly no_partial?: readonly string[]
  /** Parts of phone payments can be given back; elsewhere they cannot. */
  readonly partial_phone?: boolean
  /** How often a part can be given back. */
  readonly max_partials?: number
  readonly within_days?: number
  /** Hours (Korean time) in which deposited accounts are not paid back. */
  readonly vbank_closed?: { readonly from: number; readonly to: number }
  /** pay_methods besides vbank that are paid back to an account (refund_holder, refund_bank, refund_account). */
  readonly refund_account?: readonly string[]
  /** pay_methods for which refund_tel is needed, too. */
  readonly refund_tel?: readonly string[]
  /** A phone payment of an earlier month is paid back to an account; elsewhere not at all. */
  readonly phone_next_month_by_account?: boolean
  readonly needs_reason?: boolean
  readonly needs_requester?: boolean
  /** A part of a payment with its own vat_amount needs one, too. */
  readonly needs_vat_amount?: boolean
  /** A part of a payment with a tax_free of its own needs one, too; elsewhere it counts as 0. */
  readonly needs_tax_free?: boolean
  /** An escrow payment is given back by the shop only once the buyer has refused the delivery. */
  readonly escrow_by_buyer?: boolean
  readonly known: Provenance
}

/** When a rule of a PG holds; all that is given must be so. */
export interface Condition {
  /** Only for these pay_methods. */
  readonly pay_methods?: readonly string[]
  /** Only on this device. */
  readonly device?: Device
  /** Only when a billing key is issued (`customer_uid` is given). */
  readonly billing?: true
  /** Only when the order says `escrow: true`. */
  readonly escrow?: true
  /** Only from this SDK version on: the manual of 1.1.5 knows nothing of it. */
  readonly since?: string
}

/** What else decides whether an order is taken. */
export interface Asked {
  readonly device: Device
  readonly pay_method: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  readonly sdk: string
  /** Unix seconds. */
  readonly now: number
  /** What the merchant has agreed with its PG for phone payments: true digital, false real goods; null: not known. */
  readonly digital_contract: boolean | null
}

type Param = Readonly<Record<string, unknown>>

export interface Requirement extends Condition {
  /** `buyer_tel`, or a path such as `bypass.shop_user_id`. */
  readonly field: string
  /** What the value must look like; any value will do where this is missing. */
  readonly pattern?: RegExp
  readonly message: string
  /** The PG itself refuses, in its window: the payment exists by then, and fails with this code. Otherwise no window opens. */
  readonly in_window?: string
  /** Why it stops the payment though no source shows a refusal. Without it, what is assumed is only remarked. */
  readonly because?: string
  readonly known: Provenance
}

export interface Rule extends Condition {
  readonly broken: (param: Param, asked: Asked) => boolean
  /** `{words}` in braces are filled in. */
  readonly message: string
  readonly words?: (param: Param) => Readonly<Record<string, string>>
  /** See Requirement. */
  readonly in_window?: string
  /** See Requirement. */
  readonly because?: string
  readonly known: Provenance
}

export interface Minimum extends Condition {
  readonly currency: string
  /** Major units. */
  readonly amount: number
  /** A parameter that lifts it. */
  readonly unless?: string
  readonly message: string
  /** See Requirement. */
  readonly in_window?: string
  /** See Requirement. */
  readonly because?: string
  readonly known: Provenance
}

/** What becomes of the amount when a window issues a key. `no window`: keys are issued over REST only. */
export type Charges = 'always' | 'amount' | 'never' | 'no window'

export interface BillingRules {
  /** For all pay_methods, or by pay_method with `*` for the others. */
  readonly charges: Charges | Readonly<Record<string, Charges>>
  /** What the window shows in place of an amount of 0. Major units. */
  readonly shows?: { readonly amount: number; readonly known: Provenance }
  /** An order of 0 is charged this (major units) to test the card, and given back by the PG itself. */
  readonly test_charge?: {
    readonly amount: number
    readonly back_after_s: number
    readonly known: Provenance
  }
  readonly known: Provenance
}

export interface TestRefusal {
  readonly pay_methods: readonly string[]
  /** Only when the buyer chose one of these in this field of the window. */
  readonly chosen?: { readonly field: string; readonly is: readonly string[] }
  readonly code: string
  readonly message: string
  readonly known: Provenance
}

export interface QuotaRule {
  /**
   * `list`: one payment and the listed months. `exactly`: the list, one payment only as 0 in it. `up to`: everything up to the longest of the list. `fixed`: one value is
   * what is taken. `ignored`: the PG's own list always. `none`: no instalments unless listed.
   */
  readonly reads: 'list' | 'exactly' | 'up to' | 'fixed' | 'ignored' | 'none'
  /** On phones it is ignored, unless `card.direct` names the card. */
  readonly ignored_on_phones?: true
  /** Another parameter in place of `display.card_quota`: months with `:` or `,` between them. */
  readonly param?: string
  /** What the PG offers by itself; default 2 to 12. */
  readonly offers?: readonly number[]
  readonly known: Provenance
}

export interface Decline {
  readonly code: string
  readonly message: string
  readonly known: Provenance
}

export interface WindowRule {
  readonly kind: 'layer' | 'popup' | 'redirect'
  /** `callback`: the function given to request_pay is called. `redirect`: the browser goes to m_redirect_url. */
  readonly home: 'callback' | 'redirect'
  /** Size of the layer or popup in CSS pixels; a layer without one fills the page. */
  readonly width?: number
  readonly height?: number
  /** Name of the popup's window, as the vendor's scripts open it. */
  readonly name?: string
  /** What the shop's own window is called from then on. */
  readonly opener_name?: string
  /** Only from this SDK version on. */
  readonly since?: string
  /** Only before this SDK version. */
  readonly before?: string
  /** Only when the order says `popup: true` or `popup: false`. */
  readonly popup?: boolean
  /** Only when the order has this parameter, with this value or with any. */
  readonly asked?: { readonly param: string; readonly value?: unknown }
  readonly known: Provenance
}

/** The window: how it opens, and what makes it recognisable. What real windows look like is in no source. */
export interface Window {
  /** How it opens and the result comes home. The last rule that fits the SDK version and the order holds. */
  readonly opens: { readonly pc: readonly WindowRule[]; readonly mobile: readonly WindowRule[] }
  /** How long it stays open, where it is less than the setting `window_lifetime_s`. */
  readonly lifetime?: { readonly seconds: number; readonly known: Provenance }
  /** How it reads `display.card_quota`. Default: one payment, and exactly the months of the list. */
  readonly quota?: QuotaRule
  /** Parameters of request_pay that only this PG's window reads, or shows. Those that all windows read are in payments/order-facts.ts. */
  readonly reads?: readonly string[]
  /** `phone.detail` and `phone.carrier` of the order choose the carriers that it offers. */
  readonly reads_carriers?: Provenance
  /** Background and text of the head. */
  readonly color: string
  readonly ink: string
  /** What stands out on white: the chosen tile, the present step. Also the main button, with white text. */
  readonly accent: string
  /** Background and text of the main button, where it is another. */
  readonly button?: { readonly color: string; readonly ink: string }
  /** `panel`: order on the left, steps on the right. `sheet`: one column. `card`: a small box in the middle. */
  readonly layout: 'panel' | 'sheet' | 'card'
  /** Steps before those of the pay_method, for every pay_method. */
  readonly before?: readonly Step[]
  /** Steps of its own in place of a pay_method's; `billing` in place of those that register a card. */
  readonly instead?: Readonly<Record<string, readonly Step[]>>
  /** Whether the window speaks English when the order says `language: 'en'`: on PC, everywhere, or never. */
  readonly english: 'pc' | 'always' | 'never'
  /** The language of an order that names none, and of one that the window does not speak. Default ko. */
  readonly mother_tongue?: 'en' | 'ja'
  /** What it speaks besides ko and English. */
  readonly languages?: readonly Language[]
  /** Card companies' points can be used in this window. */
  readonly card_points?: true
  /** Languages that it does not speak get an English window, not one in its mother tongue. */
  readonly foreign?: true
}
