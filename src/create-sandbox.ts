/** createSandbox: a sandbox inside a test's own process. */
import type { RequestListener } from 'node:http'
import type { z } from 'zod'
import { BillingKeyOrder, ScheduleOrder } from './control/billing.ts'
import { CertificationOrder, certifyPerson } from './control/certifications.ts'
import { ControlError } from './control/errors.ts'
import { openWindow, ShopperOrder, visit } from './control/shopper.ts'
import { WaitError } from './control/wait.ts'
import { LATEST_S, parseIso } from './core/clock.ts'
import { parseDuration } from './core/duration.ts'
import { kstIso } from './core/kst.ts'
import { read } from './core/schema.ts'
import { createLeakWatch, type LeakPolicy } from './leaks.ts'
import { createWorld, type World } from './sandbox.ts'
import {
  type PayOrder,
  type Sandbox,
  SandboxError,
  type SandboxOptions,
  type SandboxPayment,
} from './sandbox-api.ts'

export type {
  CertifyOrder,
  PayOrder,
  PayResult,
  Sandbox,
  SandboxOptions,
  SandboxPayment,
} from './sandbox-api.ts'

import { readSettings, SettingError } from './settings.ts'
import { WebhookRule } from './webhooks/rules.ts'
import { readWorld, readWorldFile } from './world/read.ts'
import type { WorldFile } from './world/schema.ts'

/** Where a sandbox without a port says that it is: nowhere, on this machine. */
const NOWHERE = 'http://iamport-sandbox.localhost'

/** A sandbox with a world of its own, on a port of its own or on none. Close it when the test is over. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { live = false, leaks = 'warn', port = 0, world: given_world, ...given } = options
  const settings = told(() => readSettings({ db: ':memory:', ...given, port: port ?? 0 }))
  const beginning = given_world === undefined ? undefined : worldOf(given_world)
  const origin = port === null ? NOWHERE : undefined
  const world = told(() => createWorld(settings, { world: beginning, origin }))
  const watch = createLeakWatch(world)
  const url = port === null ? NOWHERE : await listen(world, watch.handler)
  if (live) world.ticker.live()
  return guard(openApi(world, url), leaks, watch)
}

function openApi(world: World, url: string): Omit<Sandbox, 'close'> {
  const { checkout, clock, merchants, payments, ticker, webhooks, windows } = world
  const { user_code, imp_key, imp_secret } = merchants.byDefault()
  const merchant = (): number => merchants.byDefault().id
  const show = (imp_uid: string): SandboxPayment => {
    const payment = payments.get(imp_uid)
    return { ...payments.print(payment), timeline: payments.store.timeline(imp_uid) }
  }

  /** By hand nobody waits in real time: the browser is home as soon as the call that plays it answers. */
  const cameHome = (imp_uid: string): void => {
    if (!ticker.isLive()) webhooks.arrived(imp_uid)
  }
  const armOrder = ({ merchant_uid, webhook }: ShopperOrder): void => {
    if (!webhook) return
    if (!merchant_uid) throw new SandboxError('pay: webhook needs a merchant_uid to go by.')
    webhooks.addRule(merchant(), { match: { merchant_uid }, ...webhook })
  }
  const walk = async (to: number): Promise<string[]> => {
    if (to > LATEST_S) throw new SandboxError(`A clock goes to ${kstIso(LATEST_S)} at most.`)
    return toldLater(() => world.walk(to))
  }

  return {
    url,
    scriptUrl: `${url}/js/iamport.payment-1.1.5.js`,
    get app() {
      return world.app
    },
    imp_key,
    imp_secret,
    user_code,
    get seed() {
      return world.seed
    },

    pay: async (given: PayOrder) => {
      const order = readGiven('pay', ShopperOrder, given)
      armOrder(order)
      const { payment, rsp, redirect_url } = await visit(checkout, clock, user_code, order)
      if (payment) cameHome(payment.imp_uid)
      return { payment: payment && show(payment.imp_uid), rsp, redirect_url }
    },
    open: async (given) => {
      const order = readGiven('open', ShopperOrder, given)
      armOrder(order)
      return show(openWindow(checkout, clock, user_code, order).imp_uid)
    },
    end: async (imp_uid, outcome) => {
      const window = windows.byImpUid(imp_uid)
      if (!window) throw new SandboxError(`There is no window of ${imp_uid}.`)
      const { rsp, redirect_url } = await checkout.end(window.id, outcome)
      cameHome(imp_uid)
      return { payment: show(imp_uid), rsp, redirect_url }
    },
    certify: async (order = {}) =>
      certifyPerson(world.certify, user_code, readGiven('certify', CertificationOrder, order)),
    deposit: async (imp_uid, { amount, at, force = false } = {}) => {
      if (at !== undefined) {
        const to = readTime(at)
        if (to < clock.now()) {
          throw new SandboxError(
            `at lies before now (${kstIso(clock.now())}); a clock does not go back, reset does.`,
          )
        }
        await walk(to)
      }
      await world.vbanks.deposit(imp_uid, amount ?? null, force)
      return show(imp_uid)
    },
    cancel: async (
      imp_uid,
      { amount = null, reason = null }: { amount?: number | null; reason?: string | null } = {},
    ) => {
      const refund = { holder: null, bank: null, account: null }
      payments.cancel(imp_uid, { by: 'admin', amount, checksum: null, reason, refund })
      return show(imp_uid)
    },
    approveLate: async (imp_uid) => {
      payments.approveLate(imp_uid)
      return show(imp_uid)
    },
    expire: async (imp_uid) => {
      if (payments.get(imp_uid).approval.vbank_num === null) checkout.expire(imp_uid)
      else payments.expire(imp_uid)
      return show(imp_uid)
    },
    issueBillingKey: async (key) =>
      asRecord(
        await toldLater(() =>
          world.billing_control.issue(readGiven('issueBillingKey', BillingKeyOrder, key)),
        ),
      ),
    schedule: async (order) =>
      asRecord(
        await toldLater(() => world.billing_control.schedule(readGiven('schedule', ScheduleOrder, order))),
      ),

    payment: show,
    payments: (filter = {}) => {
      const { list } = payments.store.list({
        merchant: merchant(),
        ...filter,
        sorting: 'started',
        limit: -1,
        offset: 0,
      })
      return list.map(({ imp_uid }) => show(imp_uid))
    },
    webhooks: (filter = {}) => webhooks.list({ limit: 1000, ...filter }).list,
    webhookRule: (rule) => webhooks.addRule(merchant(), readGiven('webhookRule', WebhookRule, rule)),
    webhookRules: () => webhooks.rules(merchant()),
    clearWebhookRules: () => void webhooks.removeRules(merchant()),
    resend: async (id) => {
      const delivery = await webhooks.resend(id)
      if (delivery) return delivery
      throw new SandboxError(`There is no webhook delivery ${id}.`)
    },
    requests: () => world.journal.requests(),
    events: () => world.journal.events(),
    waitFor: (event, match, { timeout_ms } = {}) =>
      toldLater(() => world.waiter.waitFor(event, match, timeout_ms)),

    settings: (changes = {}) => merchants.changeSettings(merchant(), changes),
    expireTokens: () => merchants.expireTokens(),
    settle: () => ticker.settle(),
    advance: async (duration) => {
      const seconds = parseDuration(duration)
      if (seconds !== null) return walk(clock.now() + seconds)
      throw new SandboxError(`advance takes a duration such as '3d' or a number of seconds, not ${duration}.`)
    },
    now: () => kstIso(clock.now()),

    snapshot: (id = 'default') => world.snapshots.save(id),
    restore: async (id = 'default') => {
      if (await world.snapshots.restore(id)) return
      throw new SandboxError(
        `There is no snapshot ${id} (kept: ${world.snapshots.list().join(', ') || 'none'}).`,
      )
    },
    reset: async (given) => world.reset(given === undefined ? undefined : worldOf(given)),
    export: () => world.exportWorld(),
  }
}

/** After `close` every helper says that it is too late. Those that answer no promise throw, the others reject. */
function guard(
  api: Omit<Sandbox, 'close'>,
  leaks: LeakPolicy,
  watch: ReturnType<typeof createLeakWatch>,
): Sandbox {
  let closing: ReturnType<Sandbox['close']> | null = null
  const late = (name: string) => new SandboxError(`This sandbox is closed: ${name} came after close().`)
  const guarded = Object.defineProperties({}, Object.getOwnPropertyDescriptors(api))
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(api))) {
    if (typeof value !== 'function') continue
    const call = (...args: unknown[]): unknown => {
      if (closing === null || name === 'now') return Reflect.apply(value, api, args)
      if (ANSWER_AT_ONCE.has(name)) throw late(name)
      return Promise.reject(late(name))
    }
    Object.defineProperty(guarded, name, { value: call, enumerable: true })
  }
  const close: Sandbox['close'] = () => {
    closing ??= watch.close(leaks)
    return closing
  }
  return Object.defineProperty(guarded, 'close', { value: close, enumerable: true }) as Sandbox
}

const ANSWER_AT_ONCE: ReadonlySet<string> = new Set<keyof Sandbox>([
  'payment',
  'payments',
  'webhooks',
  'webhookRule',
  'webhookRules',
  'clearWebhookRules',
  'requests',
  'events',
  'settings',
  'expireTokens',
  'export',
])

/** What cannot listen leaves nothing open behind. */
async function listen(world: World, handler: RequestListener): Promise<string> {
  try {
    return await world.listen(handler)
  } catch (error) {
    await world.close()
    throw error
  }
}

function worldOf(given: string | WorldFile) {
  return told(() => (typeof given === 'string' ? readWorldFile(given) : readWorld(given)))
}

/** Wrong options and worlds are the caller's, by our own name. */
function told<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asOurs(error)
  }
}

async function toldLater<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asOurs(error)
  }
}

function asOurs(error: unknown): unknown {
  const isTheirs =
    error instanceof SettingError || error instanceof ControlError || error instanceof WaitError
  return isTheirs ? new SandboxError(error.message) : error
}

function readGiven<T>(what: string, schema: z.ZodType<T>, given: unknown): T {
  const result = read(schema, given)
  if ('value' in result) return result.value
  throw new SandboxError(`${what}: ${result.problem.parameter} must be ${result.problem.allowed}.`)
}

function readTime(at: string): number {
  const at_ms = parseIso(at)
  if (at_ms === null)
    throw new SandboxError(`at takes an ISO time such as 2026-01-04T10:00:00+09:00, not ${at}.`)
  return Math.floor(at_ms / 1000)
}

function asRecord(answer: unknown): Record<string, unknown> {
  return { ...(answer as object) }
}
