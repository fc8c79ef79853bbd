/** What is drawn for an identity verification: its numbers, the code of the text message, CI and DI. Never stored, drawn again. */
import { certificationPg } from '../catalog/certifications/index.ts'
import { fill } from '../catalog/template.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import type { Certification, Person } from './certification.ts'

export function drawsOf(dice: Dice, clock: Clock) {
  const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
  return {
    /** `imp_` and 12 digits, addressed by merchant and row number. */
    impUid(merchant: number, no: number, isTaken: (imp_uid: string) => boolean): string {
      for (let attempt = 0; ; attempt++) {
        const imp_uid = `imp_${dice.digits(12, 'certification', merchant, no, attempt)}`
        if (!isTaken(imp_uid)) return imp_uid
      }
    },

    /** In the shape of its PG. */
    tid({ imp_uid, pg_provider, pg_id }: Certification): string {
      const { shape } = certificationPg(pg_provider)!.pg_tid
      return fill(shape, { mid: pg_id, now: clock.now(), dice, address: ['certification_tid', imp_uid] })
    },

    /** The six digits of the last text message. */
    otpOf: ({ imp_uid, otp_count }: Certification): string => dice.digits(6, 'otp', imp_uid, otp_count),

    /** CI: the same person is the same everywhere. 88 characters, as the real ones. */
    uniqueKey: ({ name, birthday, gender }: Person): string =>
      base64(dice.hex(128, 'ci', name, birthday, gender)),

    /** DI: the same person is the same within one shop. 64 characters. */
    uniqueInSite: ({ name, birthday, gender }: Person, merchant: number): string =>
      base64(dice.hex(96, 'di', merchant, name, birthday, gender)),
  }
}
