/** How REST prints a certification. What a PG tells of a person depends on the PG, and on what it has granted the shop. */
import { z } from 'zod'
import { certificationPg } from '../catalog/certifications/index.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { birthSeconds, type Certification } from './certification.ts'
import type { Certifications } from './certifications.ts'

const text = z.string().nullable()

export const CertificationView = z.object({
  birth: z.int().nullable().describe('Unix seconds of the birthday, midnight in Korea'),
  birthday: text.describe('YYYY-MM-DD'),
  carrier: z
    .string()
    .optional()
    .describe('inicis_unified: missing; others: unless the setting certification_phone grants it'),
  certified: z.boolean(),
  certified_at: z.int(),
  foreigner: z.boolean().describe('danal: false, unless the setting certification_foreigner grants it'),
  foreigner_v2: z
    .boolean()
    .nullable()
    .describe('danal: null, unless the setting certification_foreigner grants it'),
  gender: z.enum(['male', 'female']).nullable(),
  imp_uid: z.string(),
  merchant_uid: z.string(),
  name: text,
  origin: text,
  pg_provider: z.string(),
  pg_tid: text,
  phone: z
    .string()
    .optional()
    .describe('inicis_unified: always; others: unless the setting certification_phone grants it'),
  unique_in_site: text.describe('DI'),
  unique_key: text.describe('CI'),
})
export type CertificationView = z.infer<typeof CertificationView>

/** What the PG has granted this shop. */
export type Granted = Pick<MerchantSettings, 'certification_phone' | 'certification_foreigner'>

/** All of it, for whoever looks at the sandbox from outside. */
export const ALL_GRANTED: Granted = { certification_phone: true, certification_foreigner: true }

/** Nobody is known before the verification is through. Keys stand in alphabetical order, as those of a payment do. */
export function printCertification(
  certifications: Pick<Certifications, 'uniqueKey' | 'uniqueInSite'>,
  certification: Certification,
  granted: Granted,
): CertificationView {
  const { imp_uid, merchant_uid, merchant, origin, pg_provider, pg_tid, certified_at } = certification
  const certified = certified_at > 0
  const person = certified ? certification.person : null
  const { phone, carrier, foreigner, di } = certificationPg(pg_provider)!.tells
  const has_phone = person && (phone === 'always' || granted.certification_phone)
  const has_carrier = person && carrier === 'granted' && granted.certification_phone
  const knows_foreigner = foreigner === 'always' || granted.certification_foreigner
  return {
    birth: person && birthSeconds(person.birthday),
    birthday: person?.birthday ?? null,
    ...(has_carrier ? { carrier: person.carrier } : {}),
    certified,
    certified_at,
    foreigner: (knows_foreigner && person?.foreigner) || false,
    foreigner_v2: knows_foreigner && person ? person.foreigner : null,
    gender: person?.gender ?? null,
    imp_uid,
    merchant_uid,
    name: person?.name ?? null,
    origin: origin || null,
    pg_provider,
    pg_tid,
    ...(has_phone ? { phone: person.phone } : {}),
    unique_in_site: person && di === 'always' ? certifications.uniqueInSite(person, merchant) : null,
    unique_key: person && certifications.uniqueKey(person),
  }
}
