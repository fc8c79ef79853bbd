/** The vocabulary of payment windows: steps made of fields. Pages are drawn from it, forms are checked against it. */

/**
 * A text in the two languages that Korean payment windows speak; `ja` where a window of a Japanese PG has it. More languages
 * are in translations.ts, by the English text.
 */
export interface Text {
  readonly ko: string
  readonly en: string
  readonly ja?: string
  /** What `{}` in `en` and `ja` stands for. */
  readonly of?: Text
}

/** What the buyer holds; which one it is, the SDK says by its user agent. */
export type Device = 'pc' | 'mobile'

/** The languages that windows speak. */
export type Language = 'ko' | 'en' | 'ja' | 'zh' | 'fr' | 'de' | 'es'

export interface Step {
  /** Stable name, unique in its window: it stands in the form and in tests. */
  readonly id: string
  readonly title: Text
  /** A sentence above the fields. */
  readonly notice?: Text
  readonly fields: readonly Field[]
  /** A picture above the fields: a code for the phone's camera. It leads nowhere. */
  readonly shows?: 'qr'
  /** Only for a buyer who chose one of these in an earlier step. */
  readonly when?: { readonly field: string; readonly is: readonly string[] }
  /** Only for an order with this parameter (a path such as `bypass.kcp.x`) on this device, or with `not`, for all others. */
  readonly asked?: {
    readonly param: string
    readonly value?: unknown
    readonly device?: Device
    readonly not?: true
  }
  /** Label of the button that goes on. */
  readonly next: Text
}

export interface Field {
  readonly name: string
  readonly label: Text
  readonly kind: 'text' | 'tel' | 'password' | 'select' | 'choice' | 'check'
  /** What may be chosen: a table of the catalogue, or a list of its own. Only for `select` and `choice`. */
  readonly options?: 'cards' | 'banks' | 'quotas' | 'carriers' | readonly Option[]
  readonly optional?: boolean
  /** What the typed text must look like, once blanks and hyphens are gone. */
  readonly pattern?: RegExp
  readonly max_length?: number
  /** What to do when the text is not like that. */
  readonly hint?: Text
  /** The chosen value is a balance in won, and must cover the order. */
  readonly covers_amount?: true
  /** Orders of more won than this are refused at this field. */
  readonly most?: number
  /** Only in the windows of PGs that have this. */
  readonly only?: 'card_points'
  /** What of the order fills the field beforehand. `cash_receipt…`: `cashReceiptType` and `customerIdentifier`, in `bypass` or beside it. */
  readonly prefill?: 'buyer_name' | 'buyer_tel' | 'buyer_email' | 'cash_receipt' | 'cash_receipt_id'
  /** Where the order has this parameter with one of these values, it decides: the buyer is not asked. */
  readonly decided_by?: readonly { readonly param: string; readonly is: Readonly<Record<string, string>> }[]
  /** What the field counts as when the buyer never came to it. Also shown as the placeholder. */
  readonly sample: string
}

export interface Option {
  readonly value: string
  readonly label: Text
}

export const text = (ko: string, en: string, ja?: string): Text =>
  ja === undefined ? { ko, en } : { ko, en, ja }

/** The field of an order agreement: every window asks for one somewhere. */
export const agreement = (name: string, ko: string, en: string): Field => ({
  name,
  label: text(ko, en),
  kind: 'check',
  sample: 'on',
})
