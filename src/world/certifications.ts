/** Between identity verifications and how a world file writes them. */
import { certificationPg } from '../catalog/certifications/index.ts'
import type { Certification, CertificationFacts, Person } from '../certifications/certification.ts'
import type { Dice } from '../core/ids.ts'
import { kstIso } from '../core/kst.ts'
import { moment, momentOf } from './moment.ts'
import type { WorldCertification, WorldFile } from './schema.ts'

/** Who it is when the file says nothing, or not all. */
const SOMEBODY: Person = {
  name: '홍길동',
  birthday: '1990-01-01',
  gender: 'male',
  foreigner: false,
  phone: '01012345678',
  carrier: 'SKT',
}

/** A page that asked for nothing in particular. */
const NO_FACTS: CertificationFacts = {
  min_age: null,
  company: null,
  name: null,
  phone: null,
  carrier: null,
  m_redirect_url: null,
  sdk: '',
  by_app: false,
}

export interface Making {
  /** Row ids of the merchant and of the certification: the address of the drawn imp_uid. */
  readonly merchant: number
  readonly no: number
  readonly dice: Dice
  /** Unix seconds of the world's beginning. */
  readonly now: number
}

/** Certified now by somebody, unless the file says otherwise. */
export function makeCertification(
  row: WorldCertification,
  { merchant, no, dice, now }: Making,
): Certification {
  const { merchant_uid, pg_provider, origin, person, facts } = row
  const imp_uid = row.imp_uid ?? `imp_${dice.digits(12, 'certification', merchant, no, 0)}`
  const certified_at = row.certified_at === undefined ? now : (moment(row.certified_at) ?? 0)
  const is_known = certified_at > 0 || person !== undefined
  return {
    imp_uid,
    merchant,
    merchant_uid,
    pg_provider,
    pg_id: row.pg_id ?? certificationPg(pg_provider)?.test_mids[0] ?? pg_provider,
    pg_tid: row.pg_tid ?? (certified_at > 0 ? dice.digits(20, 'certification_tid', imp_uid) : null),
    origin,
    requested_at: moment(row.requested_at) ?? (certified_at || now),
    person: is_known ? { ...SOMEBODY, ...person } : null,
    otp_sent_at: moment(row.otp_sent_at) ?? 0,
    otp_count: row.otp_count,
    otp_wrong: row.otp_wrong,
    certified_at,
    facts: { ...NO_FACTS, ...facts },
  }
}

export function writeCertification(certification: Certification, user_code: string) {
  const { merchant: _m, person, requested_at, certified_at, otp_sent_at, ...columns } = certification
  const row: NonNullable<WorldFile['certifications']>[number] = {
    ...columns,
    user_code,
    requested_at: kstIso(requested_at),
    certified_at: momentOf(certified_at),
    otp_sent_at: momentOf(otp_sent_at),
    ...(person ? { person } : {}),
  }
  return row
}
