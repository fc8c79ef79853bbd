/** What an identity verification is: the person, and how a request becomes a certificate. All times are Unix seconds. */
import { fillWords, PERSON_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { kstParts } from '../core/kst.ts'

/** Seconds in which an OTP must be typed in. Such messages say three minutes. */
export const OTP_LIFETIME = 180
/** How often an OTP may be typed wrong. */
export const OTP_TRIES = 3

export const CARRIERS = ['SKT', 'KT', 'LGT', 'SKT_MVNO', 'KT_MVNO', 'LGT_MVNO'] as const
export type Carrier = (typeof CARRIERS)[number]

export interface Person {
  readonly name: string
  /** `1990-01-31` */
  readonly birthday: string
  readonly gender: 'male' | 'female'
  readonly foreigner: boolean
  /** Digits only. */
  readonly phone: string
  readonly carrier: Carrier
}

export interface Certification {
  readonly imp_uid: string
  /** Row id of the merchant. */
  readonly merchant: number
  readonly merchant_uid: string
  readonly pg_provider: string
  readonly pg_id: string
  readonly pg_tid: string | null
  /** The page that asked. Empty for the API. */
  readonly origin: string
  readonly requested_at: number
  readonly person: Person | null
  /** When the present OTP was sent, 0 for never, and how many were sent. */
  readonly otp_sent_at: number
  readonly otp_count: number
  readonly otp_wrong: number
  readonly certified_at: number
  readonly facts: CertificationFacts
}

/** What the page asked for. */
export interface CertificationFacts {
  readonly min_age: number | null
  readonly company: string | null
  readonly name: string | null
  readonly phone: string | null
  readonly carrier: string | null
  readonly m_redirect_url: string | null
  readonly sdk: string
  /** Verified in an app: no OTP is asked for (kcp_v2). */
  readonly by_app: boolean
}

/** One that was just asked for: nobody is known yet. */
export function asksFor(
  asked: Pick<
    Certification,
    'imp_uid' | 'merchant' | 'merchant_uid' | 'pg_provider' | 'pg_id' | 'origin' | 'facts'
  >,
  now: number,
): Certification {
  const nothing = { pg_tid: null, person: null, otp_sent_at: 0, otp_count: 0, otp_wrong: 0, certified_at: 0 }
  return { ...asked, ...nothing, requested_at: now }
}

/** Full years on the day of `now` in Korea (만 나이). */
export function ageOf(birthday: string, now: number): number {
  const [year = 0, month = 0, day = 0] = birthday.split('-').map(Number)
  const { yyyy, MM, dd } = kstParts(now)
  const had_birthday = Number(MM) > month || (Number(MM) === month && Number(dd) >= day)
  return Number(yyyy) - year - (had_birthday ? 0 : 1)
}

/** `900131` and the digit behind it, or `19900131`: 1, 2 were born before 2000, 3, 4 after; 5 to 8 are foreigners. */
export function readBirth(
  birth: string,
  gender_digit: string,
): Pick<Person, 'birthday' | 'gender' | 'foreigner'> {
  const digits = birth.replace(/\D/g, '')
  const digit = Number(gender_digit)
  if (!/^[1-8]$/.test(gender_digit)) throw wrong('gender_digit', PERSON_WHY.gender_digit)
  const century = digit === 3 || digit === 4 || digit === 7 || digit === 8 ? '20' : '19'
  const full = digits.length === 6 ? century + digits : digits
  const birthday = `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6, 8)}`
  const at_ms = Date.parse(`${birthday}T00:00:00Z`)
  const exists = !Number.isNaN(at_ms) && new Date(at_ms).toISOString().slice(0, 10) === birthday
  if (full.length !== 8 || !exists) throw wrong('birth', PERSON_WHY.birth)
  return { birthday, gender: digit % 2 === 1 ? 'male' : 'female', foreigner: digit >= 5 }
}

/**
 * The digit of somebody who says none: a man's, of the century in which the birthday makes sense. `080131` is nobody of more
 * than a hundred years, so a page that asks for `min_age: 19` meets somebody too young.
 */
export function genderDigitFor(birth: string, now: number): '1' | '3' {
  const digits = birth.replace(/\D/g, '')
  if (digits.length === 8) return digits < '2' ? '1' : '3'
  const birthday = `20${digits.slice(0, 2)}-${digits.slice(2, 4)}-${digits.slice(4, 6)}`
  return ageOf(birthday, now) >= 0 ? '3' : '1'
}

/** Checks what a person said of itself. Throws a refusal that names the parameter. */
export function readPerson(given: {
  name: string
  phone: string
  birth: string
  gender_digit: string
  carrier: string
  is_mvno?: boolean
}): Person {
  const name = given.name.trim()
  if (name === '') throw wrong('name', PERSON_WHY.name)
  const phone = given.phone.replace(/\D/g, '')
  if (!/^01\d{8,9}$/.test(phone)) throw wrong('phone', PERSON_WHY.phone)
  const wanted = given.is_mvno && !given.carrier.endsWith('_MVNO') ? `${given.carrier}_MVNO` : given.carrier
  const carrier = CARRIERS.find((known) => known === wanted)
  if (!carrier) throw wrong('carrier', fillWords(PERSON_WHY.carrier, { allowed: CARRIERS.join(', ') }))
  return { name, phone, carrier, ...readBirth(given.birth, given.gender_digit) }
}

function wrong(parameter: string, why: string) {
  return refusal('certification_person_invalid', { parameter, why })
}

/** Unix seconds of the birthday's first moment in Korea, as the older REST answers have it. */
export function birthSeconds(birthday: string): number {
  return Date.parse(`${birthday}T00:00:00+09:00`) / 1000
}
