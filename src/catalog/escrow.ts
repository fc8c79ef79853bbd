/** Escrow deliveries over REST: what a PG's file may say of them, and the couriers' codes. */

/** What a PG insists on when a delivery is registered (docs: API document v1, escrow.logis). */
export interface Deliveries {
  /** Whether a delivery that was registered can be changed (PUT). Default: it can. */
  readonly can_edit?: false
  readonly sender?: readonly string[]
  readonly receiver?: readonly string[]
  /** Besides company, invoice and sent_at, which every PG needs. */
  readonly logis?: readonly string[]
  readonly needs_products?: true
}

/** The vendor's table of couriers, the same for every PG. */
const COURIERS = [
  'HYUNDAI',
  'HANARO',
  'SAGAWA',
  'KGB',
  'YELLOWCAP',
  'DONGBU',
  'EPOST',
  'CJGLS',
  'HANJIN',
  'DAESIN',
  'ETC',
]

/** A courier's code; any word that is none counts as ETC (vendor's table of couriers). */
export function courierCode(company: string): string {
  return COURIERS.includes(company) ? company : 'ETC'
}
