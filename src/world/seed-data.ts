/**
 * `--seed-data NAME`: a world of ours by its name (fixtures/worlds/NAME.json), or any world file.
 *
 * Files from before there were world files go on working: their payments say `pg` and `cancels`, their certifications
 * `pg`, and a schedule that lies in the past is one that was revoked, so that nothing is charged at the start.
 */
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { both, inLang } from '../core/bilingual.ts'
import { packageFile } from '../core/package.ts'
import { isRecord } from '../core/schema.ts'
import { readWorldFile, WorldError } from './read.ts'
import type { World } from './schema.ts'

const text = z.string().nullable().default(null)
const OlderPayment = z.looseObject({
  pg: z.string(),
  pg_id: z.string().optional(),
  status: z.enum(['ready', 'paid', 'failed']).default('paid').describe('before the cancels'),
  fail_reason: z.string().default('[sandbox]거래거절'),
  cancels: z.array(z.number().positive()).default([]),
  name: z.string().default('주문명:결제테스트'),
  buyer_name: z.string().nullable().default('구매자'),
  buyer_email: text,
  buyer_tel: z.string().nullable().default('010-1234-5678'),
  buyer_addr: text,
  buyer_postcode: text,
  escrow: z.boolean().default(false),
  naver_products: z.array(z.unknown()).optional(),
})

/** Throws a `WorldError` for what is no world. `now`: Unix seconds of the start. */
export function readSeedData(name_or_file: string, now: number): World {
  const shipped = packageFile(`fixtures/worlds/${name_or_file}.json`)
  const file = /^[\w-]+$/.test(name_or_file) && existsSync(shipped) ? shipped : name_or_file
  try {
    return readWorldFile(file, (raw) => fromOlder(raw, now))
  } catch (error) {
    if (error instanceof WorldError)
      throw new WorldError(both((lang) => `--seed-data ${name_or_file}: ${inLang(error.said, lang)}`))
    throw error
  }
}

/** The same in the words of world files. What is no list of records is left as it is: reading it says what is wrong. */
function fromOlder(raw: unknown, now: number): unknown {
  if (!isRecord(raw)) return raw
  const each = (rows: unknown, change: (row: Record<string, unknown>, n: number) => unknown) =>
    Array.isArray(rows) ? rows.map((row, n) => (isRecord(row) ? change(row, n) : row)) : rows
  return {
    ...raw,
    payments: each(raw.payments, (row, n) => ('pg' in row ? fromOlderPayment(row, n) : row)),
    certifications: each(raw.certifications, fromOlderCertification),
    schedules: each(raw.schedules, (row) => fromOlderSchedule(row, now)),
  }
}

function fromOlderPayment(row: Record<string, unknown>, n: number): unknown {
  const older = OlderPayment.safeParse(row)
  if (!older.success) throw new WorldError(`payments[${n}]: ${z.prettifyError(older.error)}`)
  const { pg, status, fail_reason, cancels, ...rest } = older.data
  const {
    name,
    buyer_name,
    buyer_email,
    buyer_tel,
    buyer_addr,
    buyer_postcode,
    escrow,
    naver_products,
    ...facts
  } = rest
  const order = { name, buyer_name, buyer_email, buyer_tel, buyer_addr, buyer_postcode, escrow }
  return {
    ...facts,
    pg_provider: pg,
    order: naver_products ? { ...order, naver_products } : order,
    ...(status === 'failed' ? { status, fail_reason } : { status }),
    ...(cancels.length > 0
      ? { status: 'cancelled', cancel_history: cancels.map((amount) => ({ amount })) }
      : {}),
  }
}

const PERSON = ['name', 'birthday', 'gender', 'phone', 'carrier'] as const

function fromOlderCertification({ pg, ...row }: Record<string, unknown>): unknown {
  const older = PERSON.filter((key) => key in row).map((key) => [key, row[key]])
  const rest = Object.fromEntries(Object.entries(row).filter(([key]) => !PERSON.some((is) => is === key)))
  return {
    ...rest,
    ...(pg === undefined ? {} : { pg_provider: pg }),
    ...(older.length > 0 ? { person: Object.fromEntries(older) } : {}),
  }
}

function fromOlderSchedule(row: Record<string, unknown>, now: number): unknown {
  const { schedule_at, status } = row
  const is_past = typeof schedule_at === 'number' && schedule_at <= now
  return status === undefined && is_past ? { ...row, status: 'revoked', revoked_at: schedule_at } : row
}
