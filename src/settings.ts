/**
 * Every setting of the sandbox, one row each. Feeds the command line, createSandbox, the environment and the reference.
 */
import { parseClock } from './core/clock.ts'

export interface Settings {
  port: number
  host: string
  db: string
  webhook: string[]
  webhook_type: 'json' | 'form'
  seed: string | null
  clock: string
  demo: boolean
  allow_host: string[]
  token: string | null
  allow_public_webhooks: boolean
  open: boolean
  json: boolean
}

export interface SettingRow {
  readonly name: keyof Settings
  readonly flag: string
  readonly env: string
  readonly default: string
  readonly help: string
  /** Reads what was typed; throws a `SettingError` that says what is allowed. */
  readonly read: (text: string) => Settings[keyof Settings]
}

/** A setting that cannot be used; its message names the setting and what is allowed. */
export class SettingError extends Error {}

const row = <N extends keyof Settings>(
  name: N,
  flag: string,
  fallback: string,
  help: string,
  read: (text: string) => Settings[N],
): SettingRow => ({ name, flag, env: `IAMPORT_SANDBOX_${name.toUpperCase()}`, default: fallback, help, read })

export const SETTINGS: readonly SettingRow[] = [
  row('port', '--port <number>', '4780', 'port to listen on; 0 takes any free one', (text) => {
    const port = Number(text)
    if (/^\d+$/.test(text) && port <= 65_535) return port
    throw new SettingError(`--port takes a whole number from 0 to 65535, not ${text}.`)
  }),
  row(
    'host',
    '--host <address>',
    '127.0.0.1',
    'address to listen on; off loopback the control API asks for a token',
    notEmpty('--host'),
  ),
  row('db', '--db <file>', '.iamport-sandbox/sandbox.db', 'database file, or :memory:', notEmpty('--db')),
  row('webhook', '--webhook <url>', '', 'Notification URL of the shop; several with commas', (text) =>
    list(text).map((url) => readUrl('--webhook', url)),
  ),
  row('webhook_type', '--webhook-type <json|form>', 'json', 'Content-Type of webhooks', (text) => {
    if (text === 'json' || text === 'form') return text
    throw new SettingError(`--webhook-type takes json or form, not ${text}.`)
  }),
  row(
    'seed',
    '--seed <number>',
    '',
    'the same seed gives the same ids; one is drawn and printed when none is given',
    (text) => text || null,
  ),
  row(
    'clock',
    '--clock <system|time>',
    'system',
    'system, or an ISO time at which the clock stands still',
    (text) => {
      if (parseClock(text)) return text
      throw new SettingError(
        `--clock takes system or an ISO time such as 2026-01-01T00:00:00+09:00, not ${text}.`,
      )
    },
  ),
  row('demo', '--demo', '', 'also run the demo shop, and send it the webhooks', flag),
  row(
    'allow_host',
    '--allow-host <name>',
    '',
    'further host name of this machine, e.g. a Docker service; several with commas',
    list,
  ),
  row(
    'token',
    '--token <secret>',
    '',
    'bearer token that the control API and the dashboard ask for',
    (text) => text || null,
  ),
  row(
    'allow_public_webhooks',
    '--allow-public-webhooks',
    '',
    'let webhooks leave for public addresses',
    flag,
  ),
  row('open', '--open', '', 'open the dashboard in a browser', flag),
  row('json', '--json', '', 'log lines as JSON', flag),
]

/** Settings from flags (already read by name), then from the environment, then the defaults. Throws a `SettingError`. */
export function readSettings(
  given: Readonly<Partial<Record<keyof Settings, unknown>>>,
  env: Readonly<Record<string, string | undefined>> = {},
): Settings {
  const entries = SETTINGS.map((setting) => {
    const value = given[setting.name] ?? env[setting.env] ?? setting.default
    return [setting.name, setting.read(asText(value))] as const
  })
  return Object.fromEntries(entries) as unknown as Settings
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value)
}

function flag(text: string): boolean {
  return text !== '' && text !== 'false' && text !== '0'
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

function notEmpty(name: string) {
  return (text: string): string => {
    if (text !== '') return text
    throw new SettingError(`${name} must not be empty.`)
  }
}

function readUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text
  throw new SettingError(`${name} takes an http: or https: URL, not ${text}.`)
}
