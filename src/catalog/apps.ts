/** The apps of cards, banks and wallets that a phone is handed over to, with their URL schemes (manual 3). */
import { assumed, docs, manual, type Provenance } from '../core/provenance.ts'
import { own } from '../core/record.ts'

export interface App {
  readonly scheme: string
  readonly name: string
  /** Android package, for intent: and market: addresses. Null where no source has it. */
  readonly package: string | null
  readonly known: Provenance
}

const listed = manual('3 URL scheme')
const wrapper = docs('schemes of the React Native wrapper')

const app = (scheme: string, name: string, packageName: string | null = null, known = listed): App => ({
  scheme,
  name,
  package: packageName,
  known,
})

export const APPS: readonly App[] = [
  app('ispmobile', 'ISP/페이북', 'kvp.jjy.MispAndroid320'),
  app('kftc-bankpay', '뱅크페이', 'com.kftc.bankpay.android'),
  app('vguard', 'V-Guard'),
  app('droidxantivirus', 'Droid-X'),
  app('ansimclick', '안심클릭'),
  app('cardusim', '모바일안심결제'),
  app('lottesmartpay', '롯데 모바일결제'),
  app('lotteappcard', '롯데카드', 'com.lcacApp'),
  app('kb-acp', 'KB Pay', 'com.kbcard.cxh.appcard'),
  app('ansimclickscard', '삼성카드 안심클릭'),
  app('mpocket.online.ansimclick', '삼성카드', 'kr.co.samsungcard.mpocket'),
  app('smshinhanansimclick', '스마트신한'),
  app('shinhan-sr-ansimclick', '신한 SOL페이', 'com.shcard.smartpay'),
  app('hdcardappcardansimclick', '현대카드', 'com.hyundaicard.appcard'),
  app('smhyundaiansimclick', '현대카드 안심클릭'),
  app('cloudpay', '하나카드', 'com.hanaskard.paycla'),
  app('nhappcardansimclick', 'NH 앱카드'),
  app('kakaotalk', '카카오톡', 'com.kakao.talk'),
  app('payco', '페이코', 'com.nhnent.payapp', wrapper),
  app('smilepayapp', '스마일페이', 'com.mysmilepay.app', wrapper),
  app('chaipayment', '차이', 'finance.chai.app', wrapper),
  app('supertoss', '토스', 'viva.republica.toss', wrapper),
  app('lpayapp', 'L.pay', 'com.lotte.lpay', wrapper),
  app('kpay', 'KPay', 'com.inicis.kpay', wrapper),
]

/** Card companies by their code (금융결제원); those without an app of their own use ISP. */
const CARD_APPS: Readonly<Record<string, string>> = {
  '381': 'kb-acp',
  '365': 'mpocket.online.ansimclick',
  '366': 'shinhan-sr-ansimclick',
  '367': 'hdcardappcardansimclick',
  '368': 'lotteappcard',
  '371': 'nhappcardansimclick',
  '374': 'cloudpay',
}

/** pay_methods whose step happens in an app of their own. */
const METHOD_APPS: Readonly<Record<string, string>> = {
  trans: 'kftc-bankpay',
  kpay: 'kpay',
  kakaopay: 'kakaotalk',
  payco: 'payco',
  lpay: 'lpayapp',
  tosspay: 'supertoss',
}

/** The app for a pay_method, and for a card that of its company; null where none takes part. */
export function appFor(pay_method: string, card_code: string | undefined): App | null {
  const scheme =
    pay_method === 'card' ? (own(CARD_APPS, card_code ?? '') ?? 'ispmobile') : own(METHOD_APPS, pay_method)
  return APPS.find((known) => known.scheme === scheme) ?? null
}

export type System = 'ios' | 'android'

/** Which phone this is; null for one that has neither system. */
export function systemOf(user_agent: string): System | null {
  if (/iPhone|iPad|iPod/i.test(user_agent)) return 'ios'
  return /Android/i.test(user_agent) ? 'android' : null
}

/** How the app is started: by its scheme, on Android by an intent that names the package (manual 3.1). */
export function launchUrl({ scheme, package: packageName }: App, system: System | null, txn: string): string {
  if (system !== 'android' || packageName === null) return `${scheme}://pay?txn=${txn}`
  return `intent://pay?txn=${txn}#Intent;scheme=${scheme};package=${packageName};end`
}

/** Where an Android app looks when the app is not installed (manual 3.1.a). */
export function marketUrl({ package: packageName }: App): string | null {
  return packageName === null ? null : `market://details?id=${packageName}`
}

/** How the third-party app opens the shop's app again. Words: `{app_scheme}`, `{url}`, `{url:encoded}`, `{imp_uid}`. */
export interface AppReturn {
  readonly pay_methods?: readonly string[]
  readonly system?: System
  /** Null: the shop's app comes to the front by itself, with nothing to load. */
  readonly approved: string | null
  /** When the buyer gave up in the app; missing: as when approved, with a URL that says so. */
  readonly cancelled?: string
  readonly known: Provenance
}

/** The shop's app is opened at its scheme, with the address that its WebView is to load behind it. */
export const PLAIN_RETURN: AppReturn = {
  approved: '{app_scheme}{url}',
  known: assumed('manual 3.2: the scheme, then the address to load; each PG has its own separator'),
}

/** `x` is opened as `x://`; what has a `://` already is used as it is (manual 3.2, later manual). */
export function schemeUrl(app_scheme: string): string {
  return app_scheme.includes('://') ? app_scheme : `${app_scheme}://`
}
