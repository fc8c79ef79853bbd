/** The present world as a world file: merchants, prepared amounts, payments, certifications, clock and seed. What was sent is not in it. */
import type { Billing } from '../billing/billing.ts'
import type { Certifications } from '../certifications/certifications.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstIso } from '../core/kst.ts'
import { toMajor } from '../core/money.ts'
import { withoutSecrets } from '../merchants/secret-settings.ts'
import type { MerchantStore } from '../merchants/store.ts'
import type { Payments } from '../payments/payments.ts'
import { writeKey, writeSchedule } from './billing.ts'
import { writeCertification } from './certifications.ts'
import { writePayment } from './payments.ts'
import type { WorldFile } from './schema.ts'

export interface Exported {
  readonly merchants: MerchantStore
  readonly payments: Pick<Payments, 'read'>
  readonly billing: Pick<Billing, 'read'>
  readonly certifications: Pick<Certifications, 'store'>
  readonly clock: Clock
  readonly dice: Dice
  readonly origin: () => string
  /** Whether passwords of webhooks stand in it as they are; else as `***`. */
  readonly with_secrets: boolean
}

export function exportWorld({
  merchants,
  payments,
  billing,
  certifications,
  clock,
  dice,
  origin,
  with_secrets,
}: Exported): WorldFile {
  const all = merchants.all()
  const rows = all.flatMap(({ id, user_code }) =>
    payments.read.everyOne(id).map(({ no, payment }) => ({
      no,
      row: writePayment(payment, user_code, payments.read.timeline(payment.imp_uid), origin()),
    })),
  )
  return {
    seed: dice.seed,
    clock: writeClock(clock),
    merchants: all.map(({ id: _id, settings, ...merchant }) => ({
      ...merchant,
      settings: with_secrets ? settings : withoutSecrets(settings),
    })),
    prepared: all.flatMap(({ id, user_code }) =>
      payments.read.everyPrepared(id).map(({ merchant_uid, amount, currency }) => ({
        merchant_uid,
        amount: toMajor(amount, currency ?? 'KRW'),
        currency,
        user_code,
      })),
    ),
    payments: rows.sort((a, b) => a.no - b.no).map(({ row }) => row),
    billing_keys: all.flatMap(({ id, user_code }) =>
      billing.read.everyKey(id).map((key) => writeKey(key, user_code)),
    ),
    schedules: all.flatMap(({ id, user_code }) =>
      billing.read.everySchedule(id).map((schedule) => writeSchedule(schedule, user_code)),
    ),
    certifications: all.flatMap(({ id, user_code }) =>
      certifications.store
        .list(id, -1, 0)
        .list.map((certification) => writeCertification(certification, user_code))
        .reverse(),
    ),
  }
}

function writeClock(clock: Clock): WorldFile['clock'] {
  const state = clock.state()
  if (state.mode === 'system') return 'system'
  const iso = kstIso(clock.now())
  return state.mode === 'frozen' ? iso : { from: iso }
}
