/**
 * What each PG can do over REST, beyond windows: the lists that the vendor prints beside its operations.
 *
 * A PG that stands in none of them has windows only. Codes of PGs that are not in the catalogue wait here until they are.
 */
import { docs, type Provenance } from '../core/provenance.ts'

interface AbilityRow {
  readonly pgs: readonly string[]
  readonly known: Provenance
}

const rows = {
  /** Card data or a billing key, charged by the shop's server. */
  billing: {
    pgs: [
      'html5_inicis',
      'nice',
      'nice_v2',
      'tosspayments',
      'kcp',
      'inicis',
      'danal',
      'danal_tpay',
      'settle',
      'daou',
      'ksnet',
      'welcome',
      'jtnet',
      'kicc',
      'paymentwall',
    ],
    known: docs('POST /subscribe/customers/{customer_uid} and the code page of PGs with API billing keys'),
  },
  vbank_issue: {
    pgs: ['html5_inicis', 'settle', 'nice', 'tosspayments', 'ksnet', 'smartro_v2', 'nice_v2', 'welcome'],
    known: docs('POST /vbanks'),
  },
  vbank_change: { pgs: ['settle'], known: docs('PUT /vbanks/{imp_uid}') },
  /** An account that takes money again and again. */
  vbank_unlimited: { pgs: ['settle'], known: docs('POST /vbanks, fixed_unlimited_vbank') },
  vbank_void: {
    pgs: [
      'html5_inicis',
      'inicis',
      'kcp',
      'uplus',
      'danal',
      'danal_tpay',
      'nice',
      'kicc',
      'settle',
      'smartro',
      'tosspayments',
      'ksnet',
      'smartro_v2',
      'nice_v2',
      'welcome',
    ],
    known: docs('DELETE /vbanks/{imp_uid}'),
  },
  cash_receipt: {
    pgs: [
      'html5_inicis',
      'inicis',
      'kcp',
      'nice',
      'kicc',
      'settle',
      'daou',
      'tosspayments',
      'ksnet',
      'smartro_v2',
      'nice_v2',
      'welcome',
    ],
    known: docs('POST /receipts/{imp_uid}'),
  },
  /** How much of a payment was paid by which means. */
  balance: {
    pgs: ['payco', 'kcp'],
    known: docs('GET /payments/{imp_uid}/balance and the text of its 404'),
  },
  /** What the shop names as the holder of an account is left aside: the PG has the merchant's own name, or none. */
  vbank_holder_own: {
    pgs: ['tosspayments', 'ksnet', 'welcome'],
    known: docs('POST /vbanks, vbank_holder'),
  },
  cvs: { pgs: ['galaxia'], known: docs('POST /cvs') },
  /** Card issuer and acquirer apart, in the latest key set. */
  card_issuer: {
    pgs: [
      'tosspayments',
      'ksnet',
      'paypal_v2',
      'smartro_v2',
      'nice_v2',
      'welcome',
      'toss_brandpay',
      'tosspay_v2',
    ],
    known: docs('Payment.card_issuer_code'),
  },
} as const satisfies Record<string, AbilityRow>

export type Ability = keyof typeof rows

/** The table itself, for the reference pages. */
export const ABILITIES: Readonly<Record<Ability, AbilityRow>> = rows

/** Whether a PG can do that over REST. */
export function isAble(pg_provider: string, ability: Ability): boolean {
  return ABILITIES[ability].pgs.includes(pg_provider)
}
