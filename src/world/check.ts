/** What no schema can say: ids that are there twice, and states that cannot be. */
import { payMethod } from '../catalog/methods/index.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { parseClock, parseIso } from '../core/clock.ts'
import { isCurrency, toMinor } from '../core/money.ts'
import type { World, WorldPayment } from './schema.ts'

export const MISSING = say('빠졌습니다.', 'is missing.')

export interface Wrong {
  readonly path: readonly PropertyKey[]
  readonly message: Bilingual
}

export function checkWorld(world: World): Wrong[] {
  const { merchants, payments, prepared, billing_keys, schedules, certifications } = world
  const codes = new Set(merchants.map(({ user_code }) => user_code))
  return [
    ...checkClock(world),
    ...(['user_code', 'imp_key'] as const).flatMap((key) => twice(merchants, 'merchants', key)),
    ...merchants.flatMap((merchant, n) =>
      n === 0 ? [] : missing(merchant, ['merchants', n], ['user_code', 'imp_key', 'imp_secret']),
    ),
    ...twice(payments, 'payments', 'imp_uid'),
    ...twice(certifications, 'certifications', 'imp_uid'),
    ...twice(prepared.map(owned('merchant_uid')), 'prepared', 'merchant_uid'),
    ...prepared.flatMap(({ amount, currency }, n) =>
      checkAmount(amount, currency ?? 'KRW', ['prepared', n, 'amount']),
    ),
    ...(['payments', 'prepared', 'billing_keys', 'schedules', 'certifications'] as const).flatMap((list) =>
      world[list].flatMap(({ user_code }, n) =>
        user_code === undefined || codes.has(user_code)
          ? []
          : [
              {
                path: [list, n, 'user_code'],
                message: say(
                  `merchants에 없는 가맹점입니다: ${user_code}`,
                  `is no shop of merchants: ${user_code}`,
                ),
              },
            ],
      ),
    ),
    ...twice(billing_keys.map(owned('customer_uid')), 'billing_keys', 'customer_uid'),
    ...twice(schedules.map(owned('merchant_uid')), 'schedules', 'merchant_uid'),
    ...checkSchedules(world),
    ...checkCertifications(world),
    ...payments.flatMap((payment, n) =>
      checkPayment(payment).map(({ path, message }) => ({ path: ['payments', n, ...path], message })),
    ),
  ]
}

/** An id that must be there once for each merchant. */
function owned<K extends string>(key: K) {
  return (row: Readonly<Record<K, string>> & { user_code?: string | undefined }) =>
    ({ [key]: `${row.user_code ?? ''} ${row[key]}`.trim() }) as Record<K, string>
}

function checkSchedules({ schedules, billing_keys, payments, calls }: World): Wrong[] {
  const keys = new Set(billing_keys.map((row) => owned('customer_uid')(row).customer_uid))
  for (const { params } of calls) if (typeof params?.customer_uid === 'string') keys.add(params.customer_uid)
  const imp_uids = new Set(payments.map(({ imp_uid }) => imp_uid))
  return schedules.flatMap((row, n) => {
    const wrong: Wrong[] = []
    const no = (key: string, message: Bilingual) => wrong.push({ path: ['schedules', n, key], message })
    for (const key of ['schedule_at', 'executed_at', 'revoked_at'] as const) {
      if (typeof row[key] === 'string' && parseIso(row[key]) === null)
        no(key, say(`ISO 시각이 아닙니다: ${row[key]}`, `is no ISO time: ${row[key]}`))
    }
    if (row.status === 'scheduled' && !keys.has(owned('customer_uid')(row).customer_uid)) {
      no(
        'customer_uid',
        say(
          `billing_keys에 없는 빌링키입니다: ${row.customer_uid}`,
          `is no billing key of billing_keys: ${row.customer_uid}`,
        ),
      )
    }
    if (isSet(row.executed_at) && row.status !== 'executed')
      no(
        'executed_at',
        say(
          `${row.status}인 예약에는 있을 수 없습니다.`,
          `cannot be there for a schedule that is ${row.status}.`,
        ),
      )
    if (isSet(row.revoked_at) && row.status !== 'revoked')
      no(
        'revoked_at',
        say(
          `${row.status}인 예약에는 있을 수 없습니다.`,
          `cannot be there for a schedule that is ${row.status}.`,
        ),
      )
    if (row.imp_uid && !imp_uids.has(row.imp_uid))
      no(
        'imp_uid',
        say(`payments에 없는 결제입니다: ${row.imp_uid}`, `is no payment of payments: ${row.imp_uid}`),
      )
    wrong.push(...checkAmount(row.amount, row.currency, ['schedules', n, 'amount']))
    return wrong
  })
}

/** Moments of certifications. */
function checkCertifications({ certifications }: World): Wrong[] {
  return certifications.flatMap((row, n) =>
    (['requested_at', 'certified_at', 'otp_sent_at'] as const).flatMap((key) =>
      typeof row[key] === 'string' && parseIso(row[key]) === null
        ? [
            {
              path: ['certifications', n, key],
              message: say(`ISO 시각이 아닙니다: ${row[key]}`, `is no ISO time: ${row[key]}`),
            },
          ]
        : [],
    ),
  )
}

function checkClock({ clock }: World): Wrong[] {
  const path = ['clock']
  const message = say(
    'system 또는 2026-01-01T00:00:00+09:00 같은 ISO 시각이어야 합니다.',
    'must be system, or an ISO time such as 2026-01-01T00:00:00+09:00.',
  )
  if (clock === undefined || (typeof clock === 'string' && parseClock(clock))) return []
  if (typeof clock === 'object' && parseIso(clock.from) !== null) return []
  return [{ path, message }]
}

/** The message names the first one, the place is that of the second. */
function twice<K extends string>(rows: readonly Partial<Record<K, string>>[], list: string, key: K): Wrong[] {
  const seen = new Map<string, number>()
  return rows.flatMap((row, n) => {
    const id = row[key]
    if (id === undefined) return []
    const first = seen.get(id)
    if (first === undefined) {
      seen.set(id, n)
      return []
    }
    return [
      {
        path: [list, n, key],
        message: say(
          `${list}[${first}]에 이미 있는 값입니다: ${id}`,
          `is already that of ${list}[${first}]: ${id}`,
        ),
      },
    ]
  })
}

function missing(row: object, path: readonly PropertyKey[], keys: readonly string[]): Wrong[] {
  return keys.filter((key) => !(key in row)).map((key) => ({ path: [...path, key], message: MISSING }))
}

function checkAmount(amount: number, currency: string, path: readonly PropertyKey[]): Wrong[] {
  if (!isCurrency(currency) || toMinor(amount, currency) !== null) return []
  return [
    {
      path,
      message: say(`${currency}에 맞는 금액이 아닙니다: ${amount}`, `is no amount of ${currency}: ${amount}`),
    },
  ]
}

/** One payment by itself. */
function checkPayment(payment: WorldPayment): Wrong[] {
  const { amount, currency, status, pay_method, cancel_history, pg_provider } = payment
  const wrong: Wrong[] = []
  const no = (key: string, message: Bilingual) => wrong.push({ path: [key], message })
  if (!isCurrency(currency))
    no('currency', say(`화폐 코드가 아닙니다: ${currency}`, `is no currency: ${currency}`))
  wrong.push(...checkAmount(amount, currency, ['amount']))
  for (const key of ['started_at', 'paid_at', 'failed_at', 'cancelled_at'] as const) {
    if (typeof payment[key] === 'string' && parseIso(payment[key]) === null) {
      no(key, say(`ISO 시각이 아닙니다: ${payment[key]}`, `is no ISO time: ${payment[key]}`))
    }
  }
  const pg = pg_provider === undefined ? undefined : pgByCode(pg_provider)
  if (pg_provider !== undefined && !pg)
    no('pg_provider', say(`없는 PG입니다: ${pg_provider}`, `is no PG: ${pg_provider}`))
  // Not the PG's own list: what an easy pay was paid with may be in no order of that PG.
  if (!payMethod(pay_method))
    no('pay_method', say(`없는 결제수단입니다: ${pay_method}`, `is no pay method: ${pay_method}`))
  if (isSet(payment.paid_at) && (status === 'ready' || status === 'failed'))
    no(
      'paid_at',
      say(`${status}인 결제에는 있을 수 없습니다.`, `cannot be there for a payment that is ${status}.`),
    )
  if (status === 'paid' && isUnset(payment.paid_at))
    no('paid_at', say('paid인 결제에는 있어야 합니다.', 'must be there for a payment that is paid.'))
  if (isSet(payment.failed_at) && status !== 'failed')
    no(
      'failed_at',
      say(`${status}인 결제에는 있을 수 없습니다.`, `cannot be there for a payment that is ${status}.`),
    )
  if (isSet(payment.cancelled_at) && status !== 'cancelled')
    no(
      'cancelled_at',
      say(`${status}인 결제에는 있을 수 없습니다.`, `cannot be there for a payment that is ${status}.`),
    )
  if (cancel_history && cancel_history.length > 0 && status !== 'cancelled') {
    no(
      'cancel_history',
      say(
        `${status}인 결제에는 있을 수 없습니다; 부분취소한 결제도 status는 cancelled입니다.`,
        `cannot be there for a payment that is ${status}; one that is cancelled in part has status cancelled, too.`,
      ),
    )
  }
  if (cancel_history && cancel_history.length > 0 && isUnset(payment.paid_at)) {
    no(
      'paid_at',
      say(
        '취소한 금액이 있는 결제에는 있어야 합니다.',
        'must be there for a payment of which something was cancelled.',
      ),
    )
  }
  const cancelled = (cancel_history ?? []).reduce(
    (sum, cancel) => sum + (toMinor(cancel.amount, safe(currency)) ?? 0),
    0,
  )
  if (cancelled > (toMinor(amount, safe(currency)) ?? cancelled))
    no('cancel_history', say('결제금액보다 많이 취소했습니다.', 'cancels more than was paid.'))
  if (cancel_history && cancel_history.length > 0 && cancelled === 0 && amount > 0)
    no(
      'cancel_history',
      say(
        '취소한 금액이 없습니다; 각 취소의 amount는 0보다 커야 합니다.',
        'cancels nothing; each amount must be more than 0.',
      ),
    )
  return wrong
}

const isSet = (at: unknown) => at !== undefined && at !== null && at !== 0
/** Written down as "never", unlike left out. */
const isUnset = (at: unknown) => at === null || at === 0
const safe = (currency: string) => (isCurrency(currency) ? currency : 'KRW')
