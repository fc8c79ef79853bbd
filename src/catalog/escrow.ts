/** Escrow deliveries: which PGs take them over REST, what each insists on, and the couriers' codes. */
import { docs, type Provenance } from '../core/provenance.ts'

export interface EscrowPg {
  /** PG codes that share these rules. */
  readonly pgs: readonly string[]
  /** Whether a delivery that was registered can be changed (PUT). */
  readonly can_edit: boolean
  readonly sender: readonly string[]
  readonly receiver: readonly string[]
  /** Besides company, invoice and sent_at, which every PG needs. */
  readonly logis: readonly string[]
  readonly needs_products: boolean
  readonly known: Provenance
}

const known = docs('API document v1, escrow.logis')
const plain = { can_edit: true, sender: [], receiver: [], logis: [], needs_products: false, known }

export const ESCROW_PGS: readonly EscrowPg[] = [
  {
    ...plain,
    pgs: ['html5_inicis', 'inicis'],
    sender: ['name', 'tel', 'addr', 'postcode'],
    receiver: ['name', 'tel', 'addr', 'postcode'],
  },
  { ...plain, pgs: ['kcp'], can_edit: false },
  { ...plain, pgs: ['daou'], sender: ['relationship'], logis: ['receiving_at', 'address'] },
  { ...plain, pgs: ['ksnet'] },
  {
    ...plain,
    pgs: ['smartro_v2'],
    sender: ['name', 'tel', 'postcode', 'formed_address'],
    receiver: ['name', 'tel', 'postcode', 'formed_address'],
  },
  { ...plain, pgs: ['nice_v2'], can_edit: false },
  { ...plain, pgs: ['welcome'], needs_products: true },
]

/** The rules of a PG; undefined where it takes no deliveries. */
export function escrowRules(pg_provider: string): EscrowPg | undefined {
  return ESCROW_PGS.find(({ pgs }) => pgs.includes(pg_provider))
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
