/** Lists of payments are those that a plain sort of all payments makes, however many there are and whatever was asked before. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/core/database.ts'
import { createStores, MIGRATIONS } from '../../src/parts/stores.ts'
import { type Listing, SORTINGS } from '../../src/payments/list-store.ts'
import { type Payment, STATUSES } from '../../src/payments/payment.ts'
import { createPaymentStore } from '../../src/payments/store.ts'
import { merchantLike } from './merchant-like.ts'
import { paymentLike } from './payment-like.ts'

const ORIGIN = 'http://127.0.0.1:4780'
/** More than so many are not sorted each time. */
const FEW = 4
const MERCHANTS = [1, 2]

interface Kept {
  readonly no: number
  readonly payment: Payment
  readonly updated_at: number
}

/** Few moments, so that many share one; windows and delays that go past the ends. */
const moment = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 8, max: 13 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20 }) },
)
const times = fc.record({ started_at: moment, paid_at: moment, failed_at: moment, cancelled_at: moment })
/** Mostly the same lists, so that what was remembered of one is asked for again. */
const status = fc.constantFrom('paid', 'paid', 'paid', ...STATUSES)
const customer_uid = fc.constantFrom<string | null>('c1', null)
const written = fc.record({ status, times, customer_uid, updated_at: moment })

const steps = fc.array(
  fc.oneof(
    { weight: 10, arbitrary: fc.record({ do: fc.constant('add' as const), written }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom('change', 'undo', 'refuse', 'remove'),
        n: fc.nat(),
        written,
      }),
    },
    {
      weight: 20,
      arbitrary: fc.record({
        do: fc.constant('list' as const),
        listing: fc.record({
          merchant: fc.constantFrom(1, 1, 1, 2),
          status: fc.option(status, { nil: undefined, freq: 3 }),
          from: fc.option(fc.integer({ min: -2, max: 22 }), { nil: undefined }),
          to: fc.option(fc.integer({ min: -2, max: 22 }), { nil: undefined }),
          customer_uid: fc.option(fc.constant('c1'), { nil: undefined, freq: 1 }),
          sorting: fc.constantFrom(...SORTINGS),
          limit: fc.constantFrom(1, 2, 3, 5, 8, -1),
          offset: fc.integer({ min: 0, max: 12 }),
        }),
      }),
    },
  ),
  { minLength: 20, maxLength: 120 },
)

test('every list is the page of a plain sort, and its total is right', () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 20 }), steps, (first, steps) => {
      const database = openDatabase(':memory:', MIGRATIONS)
      const { merchants, retention } = createStores(database, () => ORIGIN)
      for (const id of MERCHANTS) merchants.insert(merchantLike(id))
      const store = createPaymentStore(database, () => ORIGIN, FEW)
      let kept: Kept[] = []
      const make = (no: number, { status, times, customer_uid, updated_at }: Written): Kept => ({
        no,
        payment: paymentLike({
          imp_uid: `imp_${no}`,
          merchant: no % 5 === 0 ? 2 : 1,
          status,
          customer_uid,
          ...times,
          paid_at: status === 'paid' || status === 'cancelled' ? times.paid_at : 0,
        }),
        updated_at,
      })
      const add = (written: Written) => {
        const one = make((kept.at(-1)?.no ?? 0) + 1, written)
        store.transaction(() => store.insert(one.no, one.payment, one.updated_at))
        kept.push(one)
      }
      const change = (before: Kept, written: Written): Kept => {
        const { started_at, customer_uid } = before.payment
        const after = make(before.no, { ...written, times: { ...written.times, started_at }, customer_uid })
        store.update(after.payment, after.updated_at)
        return after
      }
      try {
        for (const one of first) add(one)
        for (const step of steps) {
          if (step.do === 'add') add(step.written)
          else if (step.do === 'list') {
            const { total, list } = store.list(step.listing)
            expect({ total, list: list.map(({ imp_uid }) => imp_uid) }).toEqual(plain(kept, step.listing))
          } else if (kept.length > 0) {
            const at = step.n % kept.length
            const before = kept[at]!
            if (step.do === 'change') kept[at] = store.transaction(() => change(before, step.written))
            else if (step.do === 'remove') {
              retention.transaction(() => retention.remove([before.payment.imp_uid]))
              store.forget()
              kept = kept.filter((one) => one !== before)
            } else {
              const undone = () =>
                store.transaction(() => {
                  if (step.do === 'undo') change(before, step.written)
                  throw new Error('undone')
                })
              expect(undone).toThrow('undone')
            }
          }
        }
      } finally {
        database.close()
      }
    }),
    { numRuns: Number(process.env.LISTS_RUNS ?? 60) },
  )
})

test('a payment that took longer than any before it is first among those paid in a window', () => {
  const database = openDatabase(':memory:', MIGRATIONS)
  createStores(database, () => ORIGIN).merchants.insert(merchantLike(1))
  const store = createPaymentStore(database, () => ORIGIN, FEW)
  const add = (no: number, started_at: number, paid_at: number) =>
    store.transaction(() =>
      store.insert(no, paymentLike({ imp_uid: `imp_${no}`, started_at, paid_at }), paid_at),
    )
  for (let no = 1; no <= 20; no++) add(no, 100 + no, 100 + no)
  const first = () =>
    store.list({ merchant: 1, status: 'paid', from: 105, to: 115, sorting: 'started', limit: 2, offset: 0 })
  expect(first().list.map(({ imp_uid }) => imp_uid)).toEqual(['imp_5', 'imp_6'])
  add(21, 3, 110)
  expect(first().list.map(({ imp_uid }) => imp_uid)).toEqual(['imp_21', 'imp_5'])
  database.close()
})

type Written = typeof written extends fc.Arbitrary<infer T> ? T : never

function plain(kept: readonly Kept[], listing: Listing) {
  const { merchant, status, customer_uid, from = -Infinity, to = Infinity, sorting, limit, offset } = listing
  const windows = {
    paid: 'paid_at',
    failed: 'failed_at',
    cancelled: 'cancelled_at',
    ready: 'started_at',
  } as const
  const window = status === undefined ? 'started_at' : windows[status]
  const found = kept.filter(
    ({ payment }) =>
      payment.merchant === merchant &&
      (status === undefined || payment.status === status) &&
      (customer_uid === undefined || payment.customer_uid === customer_uid) &&
      payment[window] >= from &&
      payment[window] <= to,
  )
  const timeOf = ({ payment, updated_at }: Kept) => {
    if (sorting.endsWith('updated')) return updated_at
    return sorting.endsWith('paid') ? payment.paid_at : payment.started_at
  }
  const up = sorting.startsWith('-') ? -1 : 1
  const ordered = found.toSorted((a, b) => up * (timeOf(a) - timeOf(b) || a.no - b.no))
  return {
    total: found.length,
    list: ordered.slice(offset, limit < 0 ? undefined : offset + limit).map(({ payment }) => payment.imp_uid),
  }
}
