/** The control API's operations, one row each. */
import { z } from 'zod'
import { type Clock, LATEST_S, parseIso } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import { kstIso } from '../core/kst.ts'
import { type Operation, operation } from '../core/operation.ts'
import { packageVersion } from '../core/package.ts'
import { assumed } from '../core/provenance.ts'
import type { Journal } from '../journal.ts'
import { MerchantSettings, SettingsChanges } from '../merchants/merchant.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Payment } from '../payments/payment.ts'
import { STATUSES } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { SORTINGS } from '../payments/store.ts'
import type { Ticker } from '../ticker.ts'
import type { Vbanks } from '../vbanks/vbanks.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import type { Checkout, Outcome } from '../windows/payment/checkout.ts'
import type { WindowStore } from '../windows/store.ts'
import { readWorld, WorldError } from '../world/read.ts'
import type { World, WorldFile } from '../world/schema.ts'
import { ControlError } from './errors.ts'
import { OutcomeShape, ShopperOrder, type Visit, visit } from './shopper.ts'
import { HAPPENINGS, WaitError, type Waiter } from './wait.ts'
import { armTwist } from './webhook-operations.ts'

export interface ControlWorld {
  readonly checkout: Checkout
  readonly clock: Clock
  readonly journal: Journal
  readonly merchants: Merchants
  readonly payments: Payments
  readonly reset: (world?: World) => Promise<void>
  readonly exportWorld: () => WorldFile
  readonly waiter: Waiter
  /** Advances, one at a time: a second one before the first has ended is refused. */
  readonly walk: (to: number) => Promise<string[]>
  readonly seed: string
  readonly snapshots: {
    save(name: string): Promise<void>
    restore(name: string): Promise<boolean>
    list(): string[]
    remove(name: string): boolean
  }
  readonly ticker: Ticker
  /** The bearer token that the control API asks for; whoever reads this has it. */
  readonly token: string | null
  readonly url: () => string
  readonly vbanks: Pick<Vbanks, 'deposit'>
  readonly webhooks: Webhooks
  readonly windows: WindowStore
  /** Stores the clock after it was changed, and lets the ticker look again. */
  readonly clockChanged: () => void
}

const own = assumed('the sandbox’s own control API')
const ImpUid = z.object({ imp_uid: z.string() })
const Duration = z.union([z.number(), z.string()])
const Result = z.unknown().describe('{ payment, rsp, redirect_url }')
const Paging = z.object({ limit: z.int().min(1).max(1000).default(100), page: z.int().min(1).default(1) })

export function controlOperations(world: ControlWorld): Operation[] {
  const { checkout, clock, journal, merchants, payments, ticker, webhooks, windows } = world
  const row = (method: Operation['method'], path: string, summary: string) => ({
    method,
    path,
    summary,
    tag: path.split('/')[1]!,
    token: false,
    known: own,
  })

  const showPayment = (payment: Payment) => ({
    ...payments.print(payment),
    timeline: payments.store.timeline(payment.imp_uid),
  })
  const showVisit = ({ payment, rsp, redirect_url }: Visit) => ({
    payment: payment && showPayment(payment),
    rsp,
    redirect_url,
  })
  const showChange = (payment: Payment) => showVisit({ payment, rsp: null, redirect_url: null })
  const showClock = (ran: readonly string[] = []) => ({
    now: clock.now(),
    iso: kstIso(clock.now()),
    mode: clock.mode(),
    ran,
  })

  async function end(imp_uid: string, outcome: Outcome) {
    const payment = payments.get(imp_uid)
    const window = windows.byImpUid(imp_uid)
    if (!window || window.ended) {
      throw new ControlError(
        409,
        'payment_not_open',
        `The window of ${imp_uid} has ended; the payment is ${payment.status}.`,
      )
    }
    return showVisit(await checkout.end(window.id, outcome))
  }

  return [
    operation({
      ...row('GET', '/health', 'Whether the sandbox is ready, and which one it is.'),
      returns: z.unknown(),
      handle: () => ({
        status: 'ok',
        version: packageVersion(),
        url: world.url(),
        seed: world.seed,
        clock: { now: clock.now(), iso: kstIso(clock.now()), mode: clock.mode() },
      }),
    }),
    operation({
      ...row(
        'GET',
        '/connection',
        'Where the sandbox is and with which keys: what `run` gives to its command.',
      ),
      returns: z.unknown(),
      handle: () => {
        const { user_code, imp_key, imp_secret } = merchants.byDefault()
        return { url: world.url(), imp_key, imp_secret, user_code, token: world.token }
      },
    }),
    operation({
      ...row(
        'POST',
        '/reset',
        'Starts over: no payments, no webhooks, the settings of the start, the same seed. With a world file as its body: with that world.',
      ),
      body: z.looseObject({}).describe('a world file (fixtures/world.schema.json), or nothing'),
      returns: z.unknown(),
      example: { body: { payments: [{ merchant_uid: 'order_1', amount: 14000, status: 'paid' }] } },
      handle: async ({ body }) => {
        await world.reset(Object.keys(body).length > 0 ? givenWorld(body) : undefined)
        return { ok: true }
      },
    }),
    operation({
      ...row(
        'GET',
        '/export',
        'The present world as a world file, which start, run, createSandbox and reset take.',
      ),
      returns: z.unknown(),
      handle: () => world.exportWorld(),
    }),
    operation({
      ...row(
        'POST',
        '/payments',
        'A whole shopper in one call: request_pay’s parameters and what the buyer does.',
      ),
      body: ShopperOrder,
      returns: Result,
      example: {
        body: {
          pg: 'html5_inicis',
          merchant_uid: 'order_1',
          name: '주문명:결제테스트',
          amount: 14000,
          buyer_tel: '010-1234-5678',
        },
      },
      handle: async ({ body }) => {
        armTwist(webhooks, merchants.byDefault().id, body)
        return showVisit(await visit(checkout, clock, merchants.byDefault().user_code, body))
      },
    }),
    operation({
      ...row('GET', '/payments', 'Payments with their timelines, newest first.'),
      query: Paging.extend({
        status: z.enum(STATUSES).optional(),
        merchant_uid: z.string().optional(),
        sorting: z.enum(SORTINGS).default('-started'),
      }),
      returns: z.unknown(),
      handle: ({ query: { limit, page, ...filter } }) => {
        const merchant = merchants.byDefault().id
        const { total, list } = payments.store.list({
          merchant,
          ...filter,
          limit,
          offset: (page - 1) * limit,
        })
        return { list: list.map(showPayment), total }
      },
    }),
    operation({
      ...row('GET', '/payments/{imp_uid}', 'A payment with its timeline.'),
      params: ImpUid,
      returns: z.unknown(),
      handle: ({ params }) => showPayment(payments.get(params.imp_uid)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/approve',
        'The buyer finishes the open window and the PG approves. `late`: a failed payment is approved after all.',
      ),
      params: ImpUid,
      body: z.strictObject({
        amount: z.number().positive().optional().describe('a tampered amount'),
        late: z.boolean().default(false),
      }),
      returns: Result,
      handle: ({ params, body: { amount, late } }) =>
        late
          ? showChange(payments.approveLate(params.imp_uid))
          : end(params.imp_uid, { approve: { amount } }),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/expire',
        'The time of an account without a deposit, or of an open window, is over now.',
      ),
      params: ImpUid,
      returns: Result,
      handle: ({ params: { imp_uid } }) => {
        if (payments.get(imp_uid).approval.vbank_num !== null) return showChange(payments.expire(imp_uid))
        const window = windows.byImpUid(imp_uid)
        checkout.expire(imp_uid)
        return window ? showVisit(checkout.home(window.id)) : showChange(payments.get(imp_uid))
      },
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/fail',
        'The PG declines: with `code` from its list, or with your own `code` and `message`. Without them the buyer cancels.',
      ),
      params: ImpUid,
      body: z.strictObject({ code: z.string().optional(), message: z.string().optional() }),
      returns: Result,
      handle: ({ params, body: { code, message } }) => {
        if (code === undefined) return end(params.imp_uid, 'cancel')
        return end(params.imp_uid, { decline: message === undefined ? code : { code, message } })
      },
    }),
    operation({
      ...row('POST', '/payments/{imp_uid}/close', 'The buyer closes the window.'),
      params: ImpUid,
      body: z.strictObject({ outcome: OutcomeShape.optional() }),
      returns: Result,
      handle: ({ params }) => end(params.imp_uid, 'close'),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/deposit',
        'Money arrives on the virtual account. A wrong or late deposit is 409 unless `force`.',
      ),
      params: ImpUid,
      body: z.strictObject({
        amount: z.number().optional().describe('major units; default: the exact amount'),
        force: z.boolean().default(false),
      }),
      returns: Result,
      handle: async ({ params, body }) =>
        showChange(await world.vbanks.deposit(params.imp_uid, body.amount ?? null, body.force)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/cancel',
        'The administrator cancels on the admin page: this one is announced by a webhook.',
      ),
      params: ImpUid,
      body: z.strictObject({
        amount: z.number().optional().describe('major units; default: all that is left'),
        reason: z.string().max(256).optional(),
      }),
      returns: Result,
      handle: ({ params, body }) => {
        const refund = { holder: null, bank: null, account: null }
        const { amount = null, reason = null } = body
        return showChange(
          payments.cancel(params.imp_uid, { by: 'admin', amount, checksum: null, reason, refund }),
        )
      },
    }),
    operation({
      ...row('GET', '/settings', 'The admin page’s settings.'),
      returns: MerchantSettings,
      handle: () => merchants.byDefault().settings,
    }),
    operation({
      ...row('PUT', '/settings', 'Merges into the settings.'),
      body: SettingsChanges,
      returns: MerchantSettings,
      example: { body: { notification_url: ['http://127.0.0.1:3000/iamport/webhook'] } },
      handle: ({ body }) => merchants.changeSettings(merchants.byDefault().id, body),
    }),
    operation({
      ...row('GET', '/clock', 'Virtual time.'),
      returns: z.unknown(),
      handle: () => showClock(),
    }),
    operation({
      ...row(
        'POST',
        '/clock',
        '`{mode: "system"}`, `{mode: "frozen", to?: ISO}`, `{to: ISO}` or `{by: DURATION}`: walks from due time to due time.',
      ),
      body: z.strictObject({
        mode: z.enum(['system', 'frozen']).optional(),
        to: z.string().optional().describe('ISO time; without a zone it is Korean time'),
        by: Duration.optional().describe('what the npm package ms reads, or seconds'),
      }),
      returns: z.unknown(),
      handle: async ({ body }) => {
        const ran = await changeClock(body)
        world.clockChanged()
        return showClock(ran)
      },
    }),
    operation({
      ...row(
        'POST',
        '/settle',
        'Does all work that is due now (webhooks and the rest), and all that comes of it.',
      ),
      returns: z.unknown(),
      handle: async () => showClock(await ticker.settle()),
    }),
    operation({
      ...row('GET', '/snapshots', 'The named states that were kept.'),
      returns: z.unknown(),
      handle: () => {
        const list = world.snapshots.list()
        return { list, total: list.length }
      },
    }),
    operation({
      ...row(
        'POST',
        '/snapshots',
        'Keeps the present state under a name, in memory, until the sandbox ends.',
      ),
      body: z.strictObject({ id: z.string().min(1).max(100).default('default') }),
      returns: z.unknown(),
      example: { body: { id: 'three-paid-orders' } },
      handle: async ({ body: { id } }) => {
        await world.snapshots.save(id)
        return { id }
      },
    }),
    operation({
      ...row(
        'POST',
        '/snapshots/{id}/restore',
        'Brings a kept state back: payments, webhooks, settings and clock.',
      ),
      params: z.object({ id: z.string() }),
      returns: z.unknown(),
      handle: async ({ params: { id } }) => {
        if (!(await world.snapshots.restore(id))) throw noSnapshot(id)
        return { id }
      },
    }),
    operation({
      ...row('DELETE', '/snapshots/{id}', 'Forgets a kept state.'),
      params: z.object({ id: z.string() }),
      returns: z.unknown(),
      handle: ({ params: { id } }) => {
        if (!world.snapshots.remove(id)) throw noSnapshot(id)
        return { id }
      },
    }),
    operation({
      ...row('GET', '/requests', 'The shop’s REST calls, newest last.'),
      query: Paging,
      returns: z.unknown(),
      handle: ({ query }) => slice(journal.requests(), query),
    }),
    operation({
      ...row(
        'GET',
        '/events',
        'What happened, one readable line each, oldest first. With `after`: what came after the event of this id. With `accept: text/event-stream`: what happens from now on, as server-sent events.',
      ),
      query: Paging.extend({ after: z.int().default(0) }),
      returns: z.unknown(),
      handle: ({ query: { after, ...paging } }) =>
        slice(
          journal.events().filter(({ id }) => id > after),
          paging,
        ),
    }),
    operation({
      ...row(
        'POST',
        '/wait',
        'Waits until there is a payment, webhook, request or event with these values; answers it at once when there is one already.',
      ),
      body: z.strictObject({
        event: z.enum(HAPPENINGS),
        match: z.record(z.string(), z.unknown()).default({}),
        timeout_ms: z.int().min(0).max(600_000).default(5000).describe('real milliseconds'),
      }),
      returns: z.unknown(),
      example: { body: { event: 'webhook', match: { merchant_uid: 'order_1', state: 'delivered' } } },
      handle: async ({ body: { event, match, timeout_ms } }) => {
        try {
          return await world.waiter.waitFor(event, match, timeout_ms)
        } catch (error) {
          if (error instanceof WaitError) throw new ControlError(408, 'wait_timeout', error.message)
          throw error
        }
      },
    }),
  ].map((operation) => operation as Operation)

  function givenWorld(body: unknown): World {
    try {
      return readWorld(body)
    } catch (error) {
      if (error instanceof WorldError)
        throw new ControlError(400, 'world_invalid', error.message, 'Nothing was changed.')
      throw error
    }
  }

  function noSnapshot(id: string): ControlError {
    const kept = world.snapshots.list().join(', ') || 'none'
    return new ControlError(404, 'snapshot_not_found', `There is no snapshot ${id} (kept: ${kept}).`)
  }

  async function changeClock({
    mode,
    to,
    by,
  }: {
    mode?: 'system' | 'frozen'
    to?: string
    by?: string | number
  }) {
    const to_ms = to === undefined ? null : parseIso(to)
    if (to !== undefined && to_ms === null)
      throw bad('to', 'must be an ISO time such as 2026-01-01T00:00:00+09:00')
    const by_s = by === undefined ? null : parseDuration(by)
    if (by !== undefined && by_s === null)
      throw bad('by', "must be a duration such as '3d', '10m' or a number of seconds")
    if (by_s !== null && (to !== undefined || mode !== undefined))
      throw bad('by', 'stands alone, without to and mode')
    if (mode === 'system') {
      if (to_ms !== null) throw bad('to', 'does not go with mode system')
      // A clock that stands still may be set to the machine's time, whichever side it is on: that is how a test ends.
      if (clock.mode() === 'offset' && clock.lead_ms() > 0) {
        throw bad(
          'mode',
          `system lies before now (${kstIso(clock.now())}); a clock does not go back, reset does`,
        )
      }
      clock.follow()
      return []
    }
    const target = by_s === null ? (to_ms ?? 0) / 1000 : clock.now() + by_s
    if (target > LATEST_S) throw bad(by_s === null ? 'to' : 'by', `leads beyond ${kstIso(LATEST_S)}`)
    if (by_s !== null) return world.walk(clock.now() + by_s)
    if (to_ms === null && mode === undefined) throw bad('by', 'or to, or mode is needed')
    if (to_ms !== null && to_ms < clock.now_ms())
      throw bad('to', `lies before now (${kstIso(clock.now())}); a clock does not go back, reset does`)
    if (mode === 'frozen') clock.freeze(clock.now_ms())
    return to_ms === null ? [] : world.walk(Math.floor(to_ms / 1000))
  }
}

function bad(parameter: string, why: string): ControlError {
  return new ControlError(400, 'parameter_invalid', `${parameter} ${why}.`)
}

function slice<T>(all: readonly T[], { limit, page }: { limit: number; page: number }) {
  return { list: all.slice((page - 1) * limit, page * limit), total: all.length }
}
