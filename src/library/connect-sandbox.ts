/** connectSandbox: a sandbox that runs somewhere else, with the members of createSandbox. */
import type { ConnectedSandbox, ConnectOptions } from './connected.ts'
import { type ControlApi, createControlApi } from './control-api.ts'
import type { Acting } from './members/acting.ts'
import type { Looking } from './members/looking.ts'
import type { State } from './members/state.ts'
import { named, part } from './named.ts'
import type { PayResult, SandboxPayment } from './sandbox-api.ts'
import { readerOf, speaking, throughout } from './speaking.ts'
import { waitOver } from './wait-over.ts'

/** What the sandbox says of itself. */
interface Connection {
  readonly imp_key: string
  readonly imp_secret: string
  readonly user_code: string
  readonly seed: string
  readonly live: boolean
}

/**
 * Connects to a running sandbox, e.g. `await connectSandbox('http://127.0.0.1:4780')`. Throws a `SandboxError` in words when
 * nothing answers there, when something else does, and when a token is missing.
 */
export async function connectSandbox(
  url: string | URL,
  options: ConnectOptions = {},
): Promise<ConnectedSandbox> {
  const lang = readerOf(options)
  return speaking(lang, async () => {
    const members = await connect(createControlApi(url, options.token, lang))
    return throughout(members, (_name, work) => speaking(lang, work))
  })
}

async function connect(api: ControlApi): Promise<ConnectedSandbox> {
  await api.greet()
  let connection = await api.call<Connection>('GET', '/connection')
  /** Another world, other keys. */
  const look = async (): Promise<void> => {
    connection = await api.call<Connection>('GET', '/connection')
  }
  return {
    url: api.url,
    scriptUrl: `${api.url}/js/iamport.payment-1.1.5.js`,
    get imp_key() {
      return connection.imp_key
    },
    get imp_secret() {
      return connection.imp_secret
    },
    get user_code() {
      return connection.user_code
    },
    get seed() {
      return connection.seed
    },
    ...actingMembers(api, () => connection.live),
    ...lookingMembers(api),
    ...timeMembers(api),
    ...stateMembers(api, look),
    close: async () => api.close(),
  }
}

type Members<Names extends keyof ConnectedSandbox> = Pick<ConnectedSandbox, Names>

/** What a buyer, a bank, a PG or an administrator does. */
function actingMembers(api: ControlApi, isLive: () => boolean): Members<Acting> {
  const act = async (of: Parameters<typeof named>[1], verb: string, body: unknown = {}) =>
    api.call<PayResult>('POST', `/payments/${part(verb, named(verb, of))}/${verb}`, { body })
  const change = async (...given: Parameters<typeof act>): Promise<SandboxPayment> =>
    (await act(...given)).payment!
  /** By hand nobody waits in real time: the browser is home as soon as the call that plays it answers. */
  const comeHome = async <T extends PayResult>(result: T): Promise<T> => {
    if (result.payment && !isLive()) await act(result.payment, 'arrived')
    return result
  }
  return {
    pay: async (body) => comeHome(await api.call<PayResult>('POST', '/payments', { body })),
    open: async (body) => (await api.call<PayResult>('POST', '/payments/open', { body })).payment!,
    end: async (of, outcome) =>
      comeHome((await act(of, 'end', { outcome })) as Awaited<ReturnType<ConnectedSandbox['end']>>),
    certify: (body = {}) => api.call('POST', '/certifications', { body }),
    deposit: async (of, { at, ...deposit } = {}) => {
      if (at !== undefined) await api.call('POST', '/clock', { body: { to: at } })
      return change(of, 'deposit', deposit)
    },
    cancel: (of, cancel) => change(of, 'cancel', cancel),
    approveLate: (of) => change(of, 'approve', { late: true }),
    expire: (of) => change(of, 'expire'),
    issueBillingKey: (body) => api.call('POST', '/billing-keys', { body }),
    schedule: (body) => api.call('POST', '/schedules', { body }),
    resend: async (id) => api.call('POST', `/webhooks/${part('resend', id)}/resend`),
  }
}

/** Payments, webhooks, calls, events, and waiting for them. */
function lookingMembers(api: ControlApi): Members<Looking> {
  return {
    payment: async (of) => api.call('GET', `/payments/${part('payment', named('payment', of))}`),
    payments: (filter = {}) => api.list('/payments', { ...filter, sorting: 'started' }),
    webhooks: ({ limit = 1000, offset, ...filter } = {}) => api.list('/webhooks', filter, { limit, offset }),
    webhookRule: (body) => api.call('POST', '/webhooks/rules', { body }),
    webhookRules: () => api.list('/webhooks/rules', {}),
    clearWebhookRules: async () => void (await api.call('DELETE', '/webhooks/rules')),
    requests: () => api.list('/requests', {}),
    events: () => api.list('/events', {}),
    waitFor: (event, match, options) => waitOver(api, event, match, options),
  }
}

function timeMembers(api: ControlApi): Members<'settle' | 'advance' | 'now'> {
  const walk = async (path: string, body: unknown) =>
    (await api.call<{ ran: string[] }>('POST', path, { body })).ran
  return {
    settle: () => walk('/settle', {}),
    advance: (by) => walk('/clock', { by }),
    now: async () => (await api.call<{ iso: string }>('GET', '/clock')).iso,
  }
}

/** The whole state: kept, brought back, replaced. */
function stateMembers(api: ControlApi, look: () => Promise<void>): Members<State> {
  return {
    settings: (body) =>
      body === undefined ? api.call('GET', '/settings') : api.call('PUT', '/settings', { body }),
    expireTokens: async () => (await api.call<{ expired: number }>('DELETE', '/tokens')).expired,
    snapshot: async (id = 'default') => void (await api.call('POST', '/snapshots', { body: { id } })),
    restore: async (id = 'default') => {
      await api.call('POST', `/snapshots/${part('restore', id)}/restore`)
      await look()
    },
    reset: async (world) => {
      const body = typeof world === 'string' ? await readHere(world) : world
      await api.call('POST', '/reset', { body })
      await look()
    },
    export: () => api.call('GET', '/export'),
  }
}

/** A file is one of the caller's machine. Its reader is loaded by those who give one. */
async function readHere(file: string): Promise<unknown> {
  const { worldOf } = await import('./wrong-input.ts')
  return worldOf(file)
}
