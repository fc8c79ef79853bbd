/** The steps so far: which orders, windows and payments there are, whose turn it is, and where the clock stands. */
import type { TraceRecord } from '../trace/record.ts'

export type RecordedStep = string | Readonly<Record<string, unknown>>

/** Shorter than this is how long people take, and no step of a story. */
const WORTH_TELLING_S = 60

export type Track = ReturnType<typeof createTrack>

export function createTrack(starts_at: number) {
  const steps: RecordedStep[] = []
  const orders: string[] = []
  const payments: string[] = []
  /** Windows by their payments, in the order in which they opened. */
  const windows: (string | null)[] = []
  let clock = starts_at
  let current = 0
  let first: { readonly pay: Readonly<Record<string, unknown>>; readonly amount: unknown } | null = null

  /** Time passes; `is_exact` where what comes next is its doing. */
  function pass(to: number, is_exact = false): void {
    const seconds = to - clock
    if (seconds <= 0 || (!is_exact && seconds < WORTH_TELLING_S)) return
    steps.push({ advance: durationText(seconds) })
    clock = to
  }

  function push(
    { clock: at }: Pick<TraceRecord, 'clock'>,
    name: string,
    args: Record<string, unknown> = {},
  ): void {
    pass(at)
    steps.push(Object.keys(args).length > 0 ? { [name]: args } : name)
  }

  function know(imp_uid: string | null): void {
    if (imp_uid !== null && !payments.includes(imp_uid)) payments.push(imp_uid)
  }

  /** Which order it is; a new one is made by the shop, and the first stands there from the beginning. */
  function orderNo(record: TraceRecord): number {
    const merchant_uid = record.merchant_uid ?? ''
    const known = orders.indexOf(merchant_uid) + 1
    if (known > 0) return known
    if (orders.push(merchant_uid) > 1) push(record, 'order')
    return orders.length
  }

  return {
    steps,
    orders,
    payments,
    pass,
    push,
    know,
    clock: () => clock,

    open(record: TraceRecord, imp_uid: string | null, pay: Record<string, unknown>, amount: unknown): void {
      const n = orderNo(record)
      const other = first === null ? {} : differences(first.pay, pay)
      const is_other_amount = first !== null && n === 1 && amount !== first.amount
      const given = is_other_amount ? { ...other, amount } : other
      first ??= { pay, amount }
      push(record, 'open', {
        ...(n === orders.length ? {} : { order: n }),
        ...(Object.keys(given).length > 0 ? { pay: given } : {}),
      })
      know(imp_uid)
      current = windows.push(imp_uid)
    },

    /** Turns to the window of a payment before something is done in it. */
    inWindow(record: TraceRecord, name: string, args: unknown = {}): void {
      const n = windows.lastIndexOf(record.imp_uid) + 1
      if (n === 0) return
      if (n !== current) {
        pass(record.clock)
        steps.push({ window: n })
      }
      current = n
      push(record, name, args as Record<string, unknown>)
    },

    /** Names a payment that is not the latest. */
    which({ imp_uid }: TraceRecord): Record<string, unknown> {
      const n = payments.indexOf(imp_uid ?? '') + 1
      return n === 0 || n === payments.length ? {} : { payment: n }
    },
  }
}

/** What is asked otherwise than before. */
function differences(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(now).filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value)),
  )
}

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const

export function durationText(seconds: number): string | number {
  for (const [unit, word] of UNITS) {
    const count = seconds / unit
    if (Number.isInteger(count)) return `${count} ${word}${count === 1 ? '' : 's'}`
  }
  return seconds
}
