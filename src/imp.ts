/**
 * Types of `window.IMP`, for pages that are written in TypeScript: `import 'iamport-sandbox/imp'`. Types only; the page
 * loads the script itself. What a version does not have is missing there: see docs/browser.md.
 */

/** `{PG}` or `{PG}.{MID}`. */
export type ImpPg = string

export interface ImpCardOptions {
  direct?: { code: string; quota?: number; usePoint?: boolean }
  detail?: { card_code: string; enabled?: boolean; max_month?: number }[]
  interest_free?: number
  useInstallment?: boolean
  useCardPoint?: boolean
  useFreeInterestFromMall?: boolean
  appCard?: boolean
  info?: { number: string; expiry: string; cvc: string }
}

/** The parameters of `IMP.request_pay`. What a PG wants besides goes through. */
export interface ImpRequestPay {
  pg?: ImpPg
  /** /v1/iamport.js: in place of `pg`. */
  channelKey?: string
  /** Smart routing: a group of channels in place of one. */
  channelGroupId?: string
  /** A card promotion; counts with `card.direct`. */
  promotion_id?: string
  /** card, trans, vbank, phone … Default card. */
  pay_method?: string
  escrow?: boolean
  /** At most 40 characters; one that was paid cannot be paid again. */
  merchant_uid?: string
  name?: string
  amount?: number
  tax_free?: number
  /** @deprecated `tax_free` */
  vat?: number
  vat_amount?: number | null
  currency?: string
  language?: string
  buyer_name?: string
  buyer_tel?: string
  buyer_email?: string
  buyer_addr?: string
  buyer_postcode?: string
  buyer_first_name?: string
  buyer_last_name?: string
  custom_data?: unknown
  notice_url?: string | string[]
  confirm_url?: string
  display?: { card_quota?: number[]; only_installment?: boolean }
  digital?: boolean
  /** YYYYMMDDhhmm, YYYYMMDD, YYYY-MM-DD, YYYY-MM-DD HH:mm:ss or YYYYMMDDHHmmss. */
  vbank_due?: string
  m_redirect_url?: string
  app_scheme?: string
  biz_num?: string
  /** Issues a billing key. */
  customer_uid?: string
  customer_id?: string
  period?: { from?: string; to?: string; interval?: string; text?: string }
  popup?: boolean
  company?: string
  company_en?: string
  card?: ImpCardOptions
  appCard?: boolean
  auth_mode?: 'key-in'
  phone?: { carrier?: string; detail?: { carrier: string; enabled: boolean }[] }
  prefill?: { phoneNumber?: string }
  products?: Record<string, unknown>[]
  kcpProducts?: ImpEscrowProduct[]
  kiccProducts?: ImpEscrowProduct[]
  naverPopupMode?: boolean
  naverUseCfm?: string
  naverProducts?: ImpNaverProduct[]
  naverProductCode?: string
  naverProductCount?: number
  naverPurchaserName?: string
  naverPurchaserBirthday?: string
  naverMerchantUserKey?: string
  naverCultureBenefit?: boolean
  naverChainId?: string
  naverInterface?: Record<string, unknown>
  naverV2?: boolean
  niceMobileV2?: boolean
  kakaopayMobileAsPC?: boolean
  storeDetails?: Record<string, unknown>
  bypass?: Record<string, unknown>
  [key: string]: unknown
}

export interface ImpEscrowProduct {
  orderNumber: string
  name: string
  quantity: number
  amount: number
}

export interface ImpNaverProduct {
  categoryType?: string
  categoryId?: string
  uid: string
  name: string
  count: number
  payReferrer?: string
  startDate?: string
  endDate?: string
  sellerId?: string
  [key: string]: unknown
}

/** What the callback of `request_pay` gets. Newer PGs under /v1/iamport.js: imp_uid, merchant_uid and the error alone. */
export interface ImpResult {
  success?: boolean
  /** v1; and the F1001 of 1.2.0. */
  imp_success?: boolean
  /** Null when the order was refused before any window. */
  imp_uid: string | null
  merchant_uid: string | null
  error_code?: string | null
  /** The F1001 of 1.2.0 stands under this name. */
  error_coe?: string
  error_msg?: string
  pay_method?: string
  paid_amount?: number
  currency?: string
  status?: 'ready' | 'paid' | 'cancelled' | 'failed'
  name?: string
  pg_provider?: string
  pg_type?: 'payment' | 'certification'
  pg_tid?: string | null
  emb_pg_provider?: string
  buyer_name?: string
  buyer_email?: string
  buyer_tel?: string
  buyer_addr?: string
  buyer_postcode?: string
  custom_data?: unknown
  paid_at?: number
  receipt_url?: string
  apply_num?: string
  card_name?: string | null
  card_number?: string
  card_quota?: number
  bank_name?: string | null
  vbank_num?: string
  vbank_name?: string | null
  vbank_holder?: string | null
  vbank_date?: number
  customer_uid?: string
}

/** The parameters of `IMP.certification` (1.1.4). */
export interface ImpCertification {
  pg?: ImpPg
  channelKey?: string
  merchant_uid?: string
  min_age?: number
  name?: string
  phone?: string
  carrier?: 'SKT' | 'KTF' | 'LGT' | 'MVNO'
  company?: string
  /** 1.1.6 */
  popup?: boolean
  /** 1.1.7 */
  m_redirect_url?: string
  [key: string]: unknown
}

export type ImpCertificationResult = Pick<
  ImpResult,
  | 'success'
  | 'imp_success'
  | 'imp_uid'
  | 'merchant_uid'
  | 'error_code'
  | 'error_coe'
  | 'error_msg'
  | 'pg_provider'
  | 'pg_type'
>

export interface ImpPayport {
  action?: string
  authData?: { userCode: string; uid: string; usecret: string }
  paymentData?: {
    amount: number
    merchantUid: string
    orderName: string
    buyerEmail: string
    buyerTel: string
  }
}

export interface ImpPayportResult {
  impSuccess: boolean
  impUid?: string
  merchantUid?: string
  errorMsg?: string
}

export type ImpUiType = 'paypal-spb' | 'paypal-rt' | 'toss-brandpay-widget'

export interface ImpBrandpay {
  /** Rejects with `{ code: 'USER_CANCEL' }`. */
  setupPassword(): Promise<void>
  getPaymentMethods(): Promise<Record<string, unknown>>
  openSettings(): Promise<void>
}

export interface Imp {
  init(user_code: string): void
  request_pay(param: ImpRequestPay, callback?: (rsp: ImpResult) => void): false | undefined
  /** 1.1.4 */
  agency(user_code: string, tier_code: string): void
  /** 1.1.4 */
  certification(param: ImpCertification, callback?: (rsp: ImpCertificationResult) => void): false | undefined
  communicate(message: {
    result: 'process' | 'cancel' | 'check.closing' | 'proxy.closed'
    [key: string]: unknown
  }): void
  /** 1.1.6 */
  naver_zzim(param: { pg?: ImpPg; naverProducts: ImpNaverProduct[] }): void
  /** 1.2.0 */
  close(): void
  /** 1.2.0 */
  payport(data: ImpPayport, callback?: (result: ImpPayportResult) => void): void
  /** v1 */
  loadUI(type: ImpUiType, param: ImpRequestPay, callback?: (rsp: ImpResult) => void): void
  /** v1 */
  updateLoadUIRequest(type: ImpUiType, param: ImpRequestPay): void
  /** v1 */
  loadModule(
    name: 'toss-brandpay',
    setting: { userCode: string; tierCode?: string },
    options: { customerKey: string; loadBrandpayOptions?: Record<string, unknown> },
  ): Promise<ImpBrandpay>
}

declare global {
  interface Window {
    IMP: Imp
  }
  var IMP: Imp
}
