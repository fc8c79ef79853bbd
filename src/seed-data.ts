/**
 * A world to start in: payments that exist already, with ids of one's own choice, and calls that were made before.
 *
 * `--seed-data NAME` takes fixtures/worlds/NAME.json, or any file of that shape. Nothing of it is announced by webhooks.
 */
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Billing } from './billing/billing.ts'
import type { Schedules } from './billing/schedules.ts'
import { CERTIFICATION_PGS } from './catalog/certifications/index.ts'
import { NO_APPROVAL } from './catalog/method.ts'
import { payMethod } from './catalog/methods/index.ts'
import { pgByCode } from './catalog/pgs/index.ts'
import { CARRIERS } from './certifications/certification.ts'
import type { Certifications } from './certifications/certifications.ts'
import type { Clock } from './core/clock.ts'
import { toMinor } from './core/money.ts'
import type { Input, Operation } from './core/operation.ts'
import { packageFile } from './core/package.ts'
import { read } from './core/schema.ts'
import type { Naverco } from './orders/naverco.ts'
import { BUYER_ACTS, SHOP_ACTS } from './orders/product-order.ts'
import type { Payment } from './payments/payment.ts'
import type { Payments } from './payments/payments.ts'
import { SettingError } from './settings.ts'
import { NO_ORDER } from './world/billing.ts'

const text = z.string().nullable().default(null)
const SeedPayment = z.strictObject({
  imp_uid: z.string().min(1).max(32),
  merchant_uid: z.string().min(1).max(40),
  pg: z.string(),
  pg_id: z.string().optional(),
  pay_method: z.string().default('card'),
  amount: z.number().positive(),
  currency: z.string().default('KRW'),
  status: z.enum(['ready', 'paid', 'failed']).default('paid').describe('before the cancels'),
  fail_reason: z.string().default('[sandbox]거래거절'),
  /** Amounts given back, one after the other. */
  cancels: z.array(z.number().positive()).default([]),
  channel: z.enum(['pc', 'mobile', 'api']).default('pc'),
  name: z.string().default('주문명:결제테스트'),
  buyer_name: z.string().nullable().default('구매자'),
  buyer_email: text,
  buyer_tel: z.string().nullable().default('010-1234-5678'),
  buyer_addr: text,
  buyer_postcode: text,
  customer_uid: text,
  escrow: z.boolean().default(false),
  naver_products: z.array(z.unknown()).optional(),
  /** What was done to all its product orders, one after the other (naverco). */
  naver_acts: z.array(z.enum([...SHOP_ACTS, ...BUYER_ACTS])).default([]),
})
const SeedCertification = z.strictObject({
  imp_uid: z.string().min(1).max(32),
  merchant_uid: z.string().min(1).max(40),
  pg: z.enum(CERTIFICATION_PGS.map(({ code }) => code)).default(CERTIFICATION_PGS[0]!.code),
  origin: z.string().default('').describe('the page that asked'),
  name: z.string().default('홍길동'),
  birthday: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .default('1990-01-01'),
  gender: z.enum(['male', 'female']).default('male'),
  phone: z
    .string()
    .regex(/^\d{10,11}$/)
    .default('01012345678'),
  carrier: z.enum(CARRIERS).default('SKT'),
})
/** What is scheduled, or was: one that lies in the past is revoked, so that nothing is charged at the start. */
const SeedSchedule = z.strictObject({
  customer_uid: z.string().min(1).max(80).describe('of a billing key that `calls` has made'),
  merchant_uid: z.string().min(1).max(40),
  schedule_at: z.int().min(0).describe('Unix seconds'),
  amount: z.number().positive(),
})
const World = z.strictObject({
  about: z.string().optional(),
  payments: z.array(SeedPayment).default([]),
  certifications: z.array(SeedCertification).default([]),
  schedules: z.array(SeedSchedule).default([]),
  calls: z
    .array(
      z.strictObject({
        operation: z.string().describe('`POST /payments/prepare`'),
        params: z.unknown().optional(),
        query: z.unknown().optional(),
        body: z.unknown().optional(),
      }),
    )
    .default([]),
})
export type SeedWorld = z.infer<typeof World>

/** Seed data that cannot be used; its message is one sentence for the developer. */
export class SeedDataError extends SettingError {}

/** Reads a world by its name, or from a file. */
export function readSeedData(name_or_file: string): SeedWorld {
  const shipped = packageFile(`fixtures/worlds/${name_or_file}.json`)
  const file = /^[\w-]+$/.test(name_or_file) && existsSync(shipped) ? shipped : name_or_file
  return checkSeedData(parse(file), name_or_file)
}

/** Fills in what was left out; throws a `SeedDataError` for what is no world. */
export function checkSeedData(raw: unknown, name: string): SeedWorld {
  const world = World.safeParse(raw)
  if (world.success) return world.data
  throw new SeedDataError(`--seed-data ${name}: ${z.prettifyError(world.error)}`)
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new SeedDataError(`--seed-data로 준 데이터를 읽을 수 없습니다: ${why}`)
  }
}

export interface SeedParts {
  readonly merchant: number
  readonly clock: Clock
  readonly payments: Payments
  readonly naverco: Naverco
  readonly operations: readonly Operation[]
  readonly certifications: Certifications
  readonly billing: Pick<Billing, 'read'>
  readonly schedules: Pick<Schedules, 'load'>
}

/** Makes all of it happen now, to one merchant. */
export function plant(world: SeedWorld, parts: SeedParts): void {
  for (const seed of world.payments) plantPayment(seed, parts)
  for (const call of world.calls) plantCall(call, parts)
  for (const seed of world.certifications) plantCertification(seed, parts)
  for (const seed of world.schedules) plantSchedule(seed, parts)
}

function plantCertification(
  { imp_uid, merchant_uid, pg, origin, ...person }: z.infer<typeof SeedCertification>,
  { merchant, clock, certifications }: SeedParts,
): void {
  const { store } = certifications
  store.insert(store.nextNo(), {
    imp_uid,
    merchant,
    merchant_uid,
    pg_provider: pg,
    pg_id: CERTIFICATION_PGS.find(({ code }) => code === pg)!.test_mids[0] ?? pg,
    pg_tid: null,
    origin,
    requested_at: clock.now(),
    person: null,
    otp_sent_at: 0,
    otp_count: 0,
    otp_wrong: 0,
    certified_at: 0,
    facts: NO_CERTIFICATION_FACTS,
  })
  certifications.certify(imp_uid, { ...person, foreigner: false })
}

const NO_CERTIFICATION_FACTS = {
  min_age: null,
  company: null,
  name: null,
  phone: null,
  carrier: null,
  m_redirect_url: null,
  sdk: '',
  by_app: false,
}

function plantSchedule(
  { customer_uid, merchant_uid, schedule_at, amount }: z.infer<typeof SeedSchedule>,
  { merchant, clock, billing, schedules }: SeedParts,
): void {
  const key = billing.read.key(merchant, customer_uid)
  if (!key) throw new SeedDataError(`--seed-data: ${merchant_uid}: ${customer_uid}의 빌링키가 없습니다.`)
  const is_past = schedule_at <= clock.now()
  schedules.load({
    merchant,
    merchant_uid,
    customer_uid,
    pg_provider: key.pg_provider,
    pg_id: key.pg_id,
    sandbox: key.sandbox,
    customer_id: key.customer_id,
    schedule_at,
    executed_at: 0,
    revoked_at: is_past ? schedule_at : 0,
    status: is_past ? 'revoked' : 'scheduled',
    imp_uid: null,
    attempts: 0,
    amount: toMinor(amount, 'KRW') ?? 0,
    currency: 'KRW',
    order: NO_ORDER,
  })
}

function plantPayment(
  seed: z.infer<typeof SeedPayment>,
  { merchant, clock, payments, naverco }: SeedParts,
): void {
  const pg = pgByCode(seed.pg)
  const method = payMethod(seed.pay_method)
  const amount = toMinor(seed.amount, seed.currency)
  if (!pg || !method || amount === null) {
    throw new SeedDataError(
      `--seed-data: ${seed.imp_uid}: ${seed.pg}, ${seed.pay_method} 또는 amount가 올바르지 않습니다.`,
    )
  }
  const now = clock.now()
  payments.load(ready(seed, { merchant, amount, now }, pg.mids.test[0]!))
  if (seed.status === 'ready') return
  if (seed.status === 'failed') {
    payments.refuse(seed.imp_uid, seed.fail_reason)
    return
  }
  payments.approve(seed.imp_uid, {})
  if (method.settles === 'deposit') payments.deposit(seed.imp_uid)
  const refund = { holder: seed.buyer_name ?? '구매자', bank: '004', account: '12345678' }
  for (const part of seed.cancels) {
    payments.cancel(seed.imp_uid, { by: 'admin', amount: part, checksum: null, reason: null, refund })
  }
  for (const act of seed.naver_acts) {
    naverco.actOn(merchant, seed.imp_uid, [], { act, by: 'sandbox', detail: {}, reason: '' })
  }
}

function ready(
  seed: z.infer<typeof SeedPayment>,
  { merchant, amount, now }: { merchant: number; amount: number; now: number },
  pg_id: string,
): Payment {
  return {
    imp_uid: seed.imp_uid,
    merchant,
    merchant_uid: seed.merchant_uid,
    status: 'ready',
    amount,
    cancel_amount: 0,
    currency: seed.currency,
    pay_method: seed.pay_method,
    channel: seed.channel,
    pg_provider: seed.pg,
    pg_id: seed.pg_id ?? pg_id,
    pg_tid: null,
    sandbox: true,
    started_at: now,
    paid_at: 0,
    failed_at: 0,
    cancelled_at: 0,
    fail_reason: null,
    cancel_reason: null,
    receipt_url: null,
    customer_uid: seed.customer_uid,
    approval: NO_APPROVAL,
    order: {
      name: seed.name,
      buyer_name: seed.buyer_name,
      buyer_email: seed.buyer_email,
      buyer_tel: seed.buyer_tel,
      buyer_addr: seed.buyer_addr,
      buyer_postcode: seed.buyer_postcode,
      custom_data: null,
      notice_url: [],
      escrow: seed.escrow,
      tax_free: 0,
      language: 'ko',
      vbank_due: null,
      digital: false,
      card_quota: null,
      m_redirect_url: null,
      user_agent: 'iamport-sandbox seed data',
      sdk: '',
      naver_products: seed.naver_products,
    },
    cancels: [],
  }
}

/** A call as a shop's server would have made it, through the same row. */
function plantCall(
  { operation, ...given }: SeedWorld['calls'][number],
  { merchant, operations }: SeedParts,
): void {
  const row = operations.find(({ method, path }) => `${method} ${path}` === operation)
  if (!row) throw new SeedDataError(`--seed-data: ${operation}(이)라는 API는 없습니다.`)
  const part = (name: 'params' | 'query' | 'body'): unknown => {
    const schema = row[name]
    if (!schema) return {}
    const result = read(schema, given[name] ?? {})
    if ('value' in result) return result.value
    throw new SeedDataError(
      `--seed-data: ${operation}: ${result.problem.parameter} (${result.problem.allowed})`,
    )
  }
  const input = {
    params: part('params'),
    query: part('query'),
    body: part('body'),
    merchant,
    user_agent: 'seed data',
  }
  row.handle(input as Input<never, never, never>)
}
