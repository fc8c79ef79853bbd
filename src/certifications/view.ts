/** How REST prints a certification. `phone` and `carrier` are missing unless the carriers allowed the shop to have them. */
import { z } from 'zod'
import { certificationPg } from '../catalog/certifications/index.ts'
import { birthSeconds, type Certification } from './certification.ts'
import type { Certifications } from './certifications.ts'

const text = z.string().nullable()

export const CertificationView = z.object({
  birth: z.int().nullable().describe('Unix seconds of the birthday, midnight in Korea'),
  birthday: text.describe('YYYY-MM-DD'),
  carrier: z.string().optional().describe('missing unless the setting certification_phone grants it'),
  certified: z.boolean(),
  certified_at: z.int(),
  foreigner: z.boolean().describe('danal: always false'),
  foreigner_v2: z.boolean().nullable(),
  gender: z.enum(['male', 'female']).nullable(),
  imp_uid: z.string(),
  merchant_uid: z.string(),
  name: text,
  origin: text,
  pg_provider: z.string(),
  pg_tid: text,
  phone: z.string().optional().describe('missing unless the setting certification_phone grants it'),
  unique_in_site: text.describe('DI'),
  unique_key: text.describe('CI'),
})
export type CertificationView = z.infer<typeof CertificationView>

/** Nobody is known before the verification is through. Keys stand in alphabetical order, as those of a payment do. */
export function printCertification(
  certifications: Pick<Certifications, 'uniqueKey' | 'uniqueInSite'>,
  certification: Certification,
  shows_phone: boolean,
): CertificationView {
  const { imp_uid, merchant_uid, merchant, origin, pg_provider, pg_tid, certified_at } = certification
  const certified = certified_at > 0
  const person = certified ? certification.person : null
  const pg = certificationPg(pg_provider)
  return {
    birth: person && birthSeconds(person.birthday),
    birthday: person?.birthday ?? null,
    ...(person && shows_phone ? { carrier: person.carrier } : {}),
    certified,
    certified_at,
    foreigner: pg?.hides_foreigner ? false : (person?.foreigner ?? false),
    foreigner_v2: person?.foreigner ?? null,
    gender: person?.gender ?? null,
    imp_uid,
    merchant_uid,
    name: person?.name ?? null,
    origin: origin || null,
    pg_provider,
    pg_tid,
    ...(person && shows_phone ? { phone: person.phone } : {}),
    unique_in_site: person && pg?.gives_di ? certifications.uniqueInSite(person, merchant) : null,
    unique_key: person && certifications.uniqueKey(person),
  }
}
