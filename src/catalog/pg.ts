/** What a PG is. Each PG is one data file in pgs/ of this type; nothing else in the project knows a PG by name. */
import type { Provenance } from '../core/provenance.ts'
import type { Approval } from './method.ts'
import type { Step, Text } from './steps.ts'

export interface Pg {
  /** The word in `pg` and `pg_provider`. */
  readonly code: string
  readonly name: Text
  readonly known: Provenance
  /** No longer offered to new shops. */
  readonly legacy?: boolean
  /** Published test shop ids (`pg_id`); the first one is used when the order names none. Empty where none is published. */
  readonly test_mids: readonly string[]
  /** Empty for a PG that only verifies identities. */
  readonly pay_methods: readonly string[]
  /** Whatever pay_method the order names, it counts as the first of the list: the window decides. */
  readonly any_pay_method?: Provenance
  /** What the pay_method of an approved payment becomes, where it is another than the order's. Key `*`: every pay_method. */
  readonly pays_as?: Readonly<Record<string, PaysAs>>
  /** The first one is used when the order names none. */
  readonly currencies: readonly string[]
  /** An order in another currency counts as one in the first of the list. */
  readonly any_currency?: Provenance
  /** request_pay parameters that this PG insists on. */
  readonly required: readonly Requirement[]
  /** Less than this is refused. */
  readonly minimum?: readonly Minimum[]
  /** An order without `amount` counts as one of 0. */
  readonly unset_amount_is_zero?: Provenance
  /** How the window opens and the result comes home. The last rule that fits the SDK version and the order holds. */
  readonly windows: { readonly pc: readonly WindowRule[]; readonly mobile: readonly WindowRule[] }
  readonly window: Skin
  /** Days until a virtual account expires when the order has no `vbank_due`. */
  readonly vbank_days: number
  /** The account holder that this PG reports. Null where it reports none. */
  readonly vbank_holder: string | null
  /** Shape of the transaction id: see `fill` in template.ts. Keys are pay_methods, `*` is for the others. */
  readonly pg_tid: Readonly<Record<string, string>>
  /** What this PG reports otherwise than its pay_methods do. Keys are the order's pay_methods, `*` is for all. */
  readonly reports?: Readonly<Record<string, Partial<Approval>>>
  /** The wallet that stands in `emb_pg_provider`, by the order's pay_method, where it is called otherwise there. */
  readonly wallets?: Readonly<Record<string, string>>
  /** REST's newest keys card_issuer_* and card_publisher_* are filled. */
  readonly issuers?: Provenance
  /** Whether there is a sales slip, for every pay_method or only for these. The sandbox serves every slip itself. */
  readonly receipt: boolean | readonly string[]
  /** How the window reads `display.card_quota`. Default: one payment, and exactly the months of the list. */
  readonly quota?: QuotaRule
  /** What happens to the amount when the window issues a billing key (`customer_uid`). */
  readonly billing?: { readonly charges: 'always' | 'amount' | 'never' | 'no window'; readonly known: Provenance }
  /** A failed payment may be approved afterwards. */
  readonly late_approval?: Provenance
  /** The buyer's cancel shows an alert and closes; the callback is not called. */
  readonly silent_cancel?: Provenance
  /** Nobody comes home when the payment is done: no callback and no redirect. */
  readonly stays_away?: Provenance
  /** Under `/v1/iamport.js` the result only has imp_uid and merchant_uid, and what went wrong. */
  readonly short_result?: Provenance
  /** What else a shop should know, for the reference page. */
  readonly notes?: readonly { readonly text: string; readonly known: Provenance }[]
  readonly refusals: {
    /** What a shop reads in `error_msg` when the buyer cancels or closes the window. */
    readonly cancelled: { readonly message: string; readonly code?: string; readonly known: Provenance }
    /** `[{code}|{message}]`: how this PG's code and text are put into `error_msg` and `fail_reason`. */
    readonly format: string
    /** What this PG may answer instead of approving, by pay_method. */
    readonly declined: Readonly<Record<string, readonly Decline[]>>
  }
}

export interface Requirement {
  /** `buyer_tel`, or a path such as `bypass.shop_user_id`. */
  readonly field: string
  /** Only for these pay_methods. */
  readonly pay_methods?: readonly string[]
  /** Only on this device. */
  readonly device?: 'pc' | 'mobile'
  /** Only when a billing key is issued (`customer_uid` is given). */
  readonly billing?: true
  /** Only when the order says `escrow: true`. */
  readonly escrow?: true
  /** What the value must look like; any value will do where this is missing. */
  readonly pattern?: RegExp
  readonly message: string
  /** The PG itself refuses, in its window: the payment exists by then, and fails with this code. Otherwise no window opens. */
  readonly in_window?: string
  readonly known: Provenance
}

export interface Minimum {
  readonly currency: string
  /** Major units. */
  readonly amount: number
  readonly pay_methods?: readonly string[]
  readonly message: string
  /** See Requirement. */
  readonly in_window?: string
  readonly known: Provenance
}

/** A pay_method; or one by what the buyer chose in a field of the window. */
export type PaysAs = string | { readonly field: string; readonly by: Readonly<Record<string, string>> }

export interface QuotaRule {
  /**
   * `list`: one payment and the listed months. `up to`: everything up to the longest of the list. `fixed`: one value is
   * what is taken. `ignored`: the PG's own list always. `none`: no instalments unless listed.
   */
  readonly reads: 'list' | 'up to' | 'fixed' | 'ignored' | 'none'
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

/** What makes the window recognisable: colours, frame and steps of its own. What real windows look like is in no source. */
export interface Skin {
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
  /** Steps of its own in place of a pay_method's. */
  readonly instead?: Readonly<Record<string, readonly Step[]>>
  /** Whether the window speaks English when the order says `language: 'en'`: on PC, everywhere, or never. */
  readonly english: 'pc' | 'always' | 'never'
  /** The language of an order that names none, and of one that the window does not speak. Default ko. */
  readonly mother_tongue?: 'en' | 'ja'
  /** Other first words of `language` that get an English window, such as PayPal's locales. */
  readonly foreign?: true
}
