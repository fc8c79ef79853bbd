/** The verbs of an identity verification: asked for, a code sent, confirmed, erased. */

import { refusal } from '../catalog/refusals.ts'
import type { ChosenCertification } from '../choice/certification.ts'
import { type Bilingual, both, say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { mustFit } from '../payments/fit.ts'
import type { Certification, CertificationFacts, Person } from './certification.ts'
import { asksFor, OTP_LIFETIME, OTP_TRIES } from './certification.ts'
import { drawsOf } from './draws.ts'
import type { CertificationStore } from './store.ts'

export interface CertificationParts {
  readonly store: CertificationStore
  readonly clock: Clock
  readonly dice: Dice
  /** Tells everybody who watches: asked for, text message with the OTP, certified, erased. */
  readonly happened: (certification: Certification, text: Bilingual) => void
}

export interface CertificationRequest {
  readonly merchant_uid: string | undefined
  readonly origin: string
  readonly facts: CertificationFacts
}

export type Certifications = ReturnType<typeof createCertifications>

export function createCertifications({ store, clock, dice, happened }: CertificationParts) {
  const draws = drawsOf(dice, clock)
  const { otpOf } = draws

  /** A certification by its imp_uid; refuses one that does not exist. */
  function get(imp_uid: string): Certification {
    const certification = store.byImpUid(imp_uid)
    if (!certification) throw unknown(imp_uid)
    return certification
  }

  function open(
    merchant: number,
    { pg, pg_id }: ChosenCertification,
    request: CertificationRequest,
  ): Certification {
    const certification = store.transaction(() => {
      const no = store.nextNo()
      const imp_uid = draws.impUid(merchant, no, store.exists)
      const { origin, facts } = request
      const merchant_uid = request.merchant_uid || `nobody_${clock.now_ms()}`
      const of = { imp_uid, merchant, merchant_uid, pg_provider: pg.code, pg_id }
      const opened = asksFor({ ...of, origin, facts }, clock.now())
      store.insert(no, mustFit(opened))
      return opened
    })
    happened(certification, say('본인인증 요청', 'identity verification asked for'))
    return certification
  }

  /** The person says who it is and gets a text message. */
  function sendOtp(imp_uid: string, person: Person): Certification {
    const before = get(imp_uid)
    const after = {
      ...before,
      person,
      otp_sent_at: clock.now(),
      otp_count: before.otp_count + 1,
      otp_wrong: 0,
    }
    store.update(after)
    const what = before.facts.by_app
      ? say('앱 인증 요청', 'asked in the app')
      : say(`문자 발송: 인증번호 [${otpOf(after)}]`, `text message: code [${otpOf(after)}]`)
    happened(
      after,
      both((lang) => `${person.phone} ${what[lang]}`),
    )
    return after
  }

  /** The code that the person typed. Refuses a wrong one, a late one, and a second time. */
  function confirm(imp_uid: string, otp: string): Certification {
    const before = get(imp_uid)
    mustBeTypable(before, otp, clock.now())
    if (before.facts.by_app || isRight(before, otp)) return certify(imp_uid)
    store.update({ ...before, otp_wrong: before.otp_wrong + 1 })
    throw wrongOtp(otpOf(before))
  }

  const isRight = (certification: Certification, otp: string) =>
    otp.replace(/\D/g, '') === otpOf(certification) && certification.otp_wrong < OTP_TRIES

  /** Verified: from now on GET /certifications tells who it is. */
  function certify(imp_uid: string, person: Person | null = null): Certification {
    const before = get(imp_uid)
    const after = {
      ...before,
      person: person ?? before.person,
      pg_tid: before.pg_tid ?? draws.tid(before),
      certified_at: clock.now(),
    }
    store.update(after)
    const name = after.person?.name
    happened(after, say(`본인인증 완료 (${name})`, `identity verified (${name})`))
    return after
  }

  /** One that has a past already, from a world file. Nobody is told. */
  function load(certification: Certification): void {
    store.insert(store.nextNo(), certification)
  }

  /** Why the window of somebody too young for `min_age` answers as if it had been cancelled. */
  function tooYoung(imp_uid: string): void {
    const { facts } = get(imp_uid)
    happened(get(imp_uid), tooYoungText(facts.min_age))
  }

  /** Erases the record; answers it for the last time. */
  function remove(imp_uid: string): Certification {
    const certification = get(imp_uid)
    store.remove(imp_uid)
    happened(certification, say('본인인증 결과 삭제', 'result of the identity verification deleted'))
    return certification
  }

  return { ...draws, get, open, load, sendOtp, confirm, certify, tooYoung, remove, store }
}

/** Whether a code may be typed at all. */
function mustBeTypable({ certified_at, facts, otp_sent_at }: Certification, otp: string, now: number): void {
  if (certified_at > 0) throw refusal('certification_already_done')
  if (facts.by_app) return
  if (otp === '') throw refusal('certification_otp_missing')
  if (now > otp_sent_at + OTP_LIFETIME) throw refusal('certification_otp_expired')
}

const tooYoungText = (min_age: number | null): Bilingual =>
  say(
    `만 ${min_age}세 미만: 구매자가 취소한 것과 같은 결과를 보냅니다`,
    `younger than ${min_age}: the result is that of a buyer who cancels`,
  )

const unknown = (imp_uid: string) =>
  refusal(
    'certification_not_found',
    {},
    say(`본인인증 ${imp_uid}이(가) 없습니다.`, `There is no certification ${imp_uid}.`),
  )

const wrongOtp = (otp: string) =>
  refusal(
    'certification_otp_wrong',
    {},
    say(`문자로 보낸 인증번호는 ${otp}입니다.`, `The text message said ${otp}.`),
  )
