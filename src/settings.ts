/**
 * Every setting of the sandbox, one row each. Feeds the command line, createSandbox, the environment and the reference.
 */
import { isIP } from 'node:net'
import { parseClock } from './core/clock.ts'
import { hostName } from './core/hosts.ts'
import { isNetwork } from './core/origin.ts'

export interface Settings {
  port: number
  host: string
  db: string
  webhook: string[]
  webhook_type: 'json' | 'form'
  seed: string | null
  seed_data: string | null
  clock: string
  world: string | null
  demo: boolean
  allow_host: string[]
  allow_origin: string[]
  tls_port: number | null
  trust_proxy: string[]
  default_pg: string | null
  shop_quiet_ms: number
  token: string | null
  allow_public_webhooks: boolean
  open: boolean
  json: boolean
  keep_trace: number
}

export interface SettingRow {
  readonly name: keyof Settings
  readonly flag: string
  readonly env: string
  readonly default: string
  readonly help: string
  /** Whether the flag may be given several times. */
  readonly repeatable: boolean
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
): SettingRow => ({
  name,
  flag,
  env: `IAMPORT_SANDBOX_${name.toUpperCase()}`,
  default: fallback,
  help,
  repeatable: false,
  read,
})

const repeatable = (setting: SettingRow): SettingRow => ({ ...setting, repeatable: true })

export const SETTINGS: readonly SettingRow[] = [
  row('port', '--port <number>', '4780', '포트 번호; 0이면 비어 있는 포트를 씁니다', (text) => {
    return readPortNumber('--port', text)
  }),
  row(
    'tls_port',
    '--tls-port <number>',
    '',
    'iamport.kr 이름을 TLS로 받을 포트 (hosts 파일이나 프록시로 가로챌 때); 0이면 비어 있는 포트',
    (text) => (text === '' ? null : readPortNumber('--tls-port', text)),
  ),
  row(
    'host',
    '--host <address>',
    '127.0.0.1',
    '연결을 받을 주소; 루프백이 아니면 제어 API에 토큰이 필요합니다',
    readHost,
  ),
  row(
    'db',
    '--db <file>',
    '.iamport-sandbox/sandbox.db',
    '데이터베이스 파일; :memory: 이면 저장하지 않습니다',
    (text) => readFile('--db', text),
  ),
  repeatable(
    row(
      'webhook',
      '--webhook <url>',
      '',
      '상점 서버의 Notification URL; 여러 번 주거나 쉼표로 나눕니다',
      (text) => list(text).map((url) => readUrl('--webhook', url)),
    ),
  ),
  row('webhook_type', '--webhook-type <json|form>', 'json', '웹훅의 Content-Type', (text) => {
    if (text === 'json' || text === 'form') return text
    throw new SettingError(`--webhook-type에는 json 또는 form을 주세요: ${text}`)
  }),
  row(
    'seed',
    '--seed <number>',
    '',
    '같은 seed는 같은 imp_uid를 만듭니다; 없으면 새로 뽑아 출력합니다',
    (text) => text || null,
  ),
  row(
    'seed_data',
    '--seed-data <name|file>',
    '',
    '처음부터 있을 데이터: official-clients(공식 클라이언트의 테스트가 찾는 결제), 또는 같은 형식의 JSON 파일',
    (text) => (text === '' ? null : readFile('--seed-data', text)),
  ),
  row('clock', '--clock <system|time>', 'system', 'system, 또는 시계를 멈춰 둘 ISO 시각', (text) => {
    if (parseClock(text)) return text
    throw new SettingError(
      `--clock에는 system 또는 2026-01-01T00:00:00+09:00 같은 ISO 시각을 주세요: ${text}`,
    )
  }),
  row(
    'world',
    '--world <file>',
    '',
    '처음 상태를 적은 월드 파일 (JSON 또는 YAML); 저장된 결제가 없을 때와 reset할 때 읽습니다',
    (text) => (text === '' ? null : readFile('--world', text)),
  ),
  row('demo', '--demo', '', '데모 상점도 함께 띄우고 웹훅을 그쪽으로 보냅니다', flag('--demo')),
  repeatable(
    row(
      'allow_host',
      '--allow-host <name>',
      '',
      '이 컴퓨터의 다른 호스트 이름(예: Docker 서비스 이름); 여러 번 주거나 쉼표로 나눕니다',
      (text) => list(text).map(readAllowedHost),
    ),
  ),
  repeatable(
    row(
      'allow_origin',
      '--allow-origin <origin>',
      '',
      '인터넷에 있는 내 쇼핑몰 페이지(https://shop.example): 이 페이지가 주문에 넣은 notice_url과 confirm_url도 호출합니다. 루프백·사설 주소의 페이지는 늘 믿습니다',
      (text) => list(text).map(readOrigin),
    ),
  ),
  repeatable(
    row(
      'trust_proxy',
      '--trust-proxy <address>',
      '',
      'X-Forwarded-Proto, X-Forwarded-Host, Forwarded를 믿을 프록시의 주소나 대역(10.0.0.0/8); 루프백은 늘 믿습니다',
      (text) => list(text).map(readNetwork),
    ),
  ),
  row(
    'default_pg',
    '--default-pg <pg>',
    '',
    'pg를 쓰지 않은 주문이 갈 기본 PG: PG 코드, 또는 {PG}.{MID}; 없으면 저장된 설정 (처음에는 html5_inicis)',
    (text) => text || null,
  ),
  row(
    'shop_quiet_ms',
    '--shop-quiet-ms <number>',
    '200',
    '시간을 앞당길 때(advance), 웹훅에 응답한 상점이 다음 REST 호출을 시작하기를 기다리는 실제 시간(밀리초); 0이면 기다리지 않습니다',
    (text) => {
      const ms = Number(text)
      if (/^\d+$/.test(text) && ms <= 60_000) return ms
      throw new SettingError(`--shop-quiet-ms에는 0부터 60000까지의 정수를 주세요: ${text}`)
    },
  ),
  row('token', '--token <secret>', '', '제어 API와 대시보드가 요구할 bearer 토큰', (text) => {
    if (/^[\x21-\x7e]*$/.test(text)) return text || null
    throw new SettingError(
      '--token에는 빈칸이 없는 ASCII 문자를 주세요. Authorization 헤더로 보낼 수 있어야 합니다.',
    )
  }),
  row(
    'allow_public_webhooks',
    '--allow-public-webhooks',
    '',
    '공인 주소로 웹훅을 보내도록 허용합니다',
    flag('--allow-public-webhooks'),
  ),
  row('open', '--open', '', '브라우저로 대시보드를 엽니다', flag('--open')),
  row(
    'keep_trace',
    '--keep-trace <size>',
    '64MB',
    '주고받은 요청과 응답의 기록(GET /_sandbox/trace)을 데이터베이스에 얼마나 남길지: 64MB, 500KB, 또는 0',
    readSize,
  ),
  row('json', '--json', '', '로그를 JSON 줄로 출력합니다', flag('--json')),
]

/**
 * Settings from flags (already read by name), then from the environment, then the defaults. An empty variable counts as
 * not set, as CI systems and compose files leave them. Throws a `SettingError`.
 */
export function readSettings(
  given: Readonly<Partial<Record<keyof Settings, unknown>>>,
  env: Readonly<Record<string, string | undefined>> = {},
): Settings {
  const entries = SETTINGS.map((setting) => {
    const value = given[setting.name]
    if (value !== undefined) return [setting.name, setting.read(asText(value))] as const
    return [setting.name, readVariable(setting, env[setting.env])] as const
  })
  return Object.fromEntries(entries) as unknown as Settings
}

function readVariable(setting: SettingRow, value: string | undefined): Settings[keyof Settings] {
  try {
    return setting.read(value || setting.default)
  } catch (error) {
    if (!(error instanceof SettingError)) throw error
    throw new SettingError(`${error.message} (환경 변수 ${setting.env})`)
  }
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value)
}

function readSize(text: string): number {
  const [, number, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([kmg]?b?)$/i.exec(text.trim()) ?? []
  if (number === undefined)
    throw new SettingError(`--keep-trace에는 64MB, 500KB, 1GB 같은 크기나 0을 주세요: ${text}`)
  return Math.round(Number(number) * 1024 ** 'bkmg'.indexOf(unit.charAt(0).toLowerCase() || 'b'))
}

/** A variable may say no as people write it; a word that is neither is no silent yes. */
function flag(name: string) {
  return (text: string): boolean => {
    if (/^(true|1|yes|on)$/i.test(text)) return true
    if (/^(|false|0|no|off)$/i.test(text)) return false
    throw new SettingError(`${name}은(는) 켜고 끄는 설정입니다. true 또는 false를 주세요: ${text}`)
  }
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean)
}

/** A path as the system takes it. */
function readFile(name: string, text: string): string {
  if (text === '') throw new SettingError(`${name} 값이 비어 있습니다.`)
  if (!text.includes('\0')) return text
  throw new SettingError(`${name}에 쓴 파일 이름에 NUL 문자가 있습니다.`)
}

function readHost(text: string): string {
  if (text === '') throw new SettingError('--host 값이 비어 있습니다.')
  const [address = ''] = text.split('%', 1)
  if (isIP(address) === 6 || (!text.startsWith('[') && hostName(text) !== null)) return text
  throw new SettingError(`--host에는 127.0.0.1, ::1, localhost 같은 주소나 호스트 이름만 주세요: ${text}`)
}

function readAllowedHost(text: string): string {
  const name = hostName(text)
  if (name !== null) return name
  throw new SettingError(
    `--allow-host에는 http://나 포트 없이 호스트 이름만 주세요(예: payments, shop.test): ${text}`,
  )
}

/** As browsers write it in `Origin`: without a path, and a plain port left out. */
function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const is_page = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url && is_page && `${url.pathname}${url.search}${url.hash}${url.username}${url.password}` === '/')
    return url.origin
  throw new SettingError(`--allow-origin에는 https://shop.example처럼 경로 없는 주소를 주세요: ${text}`)
}

function readPortNumber(name: string, text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new SettingError(`${name}에는 0부터 65535까지의 정수를 주세요: ${text}`)
}

function readNetwork(text: string): string {
  if (isNetwork(text)) return text
  throw new SettingError(`--trust-proxy에는 10.0.0.5 또는 10.0.0.0/8 같은 IP 주소나 대역을 주세요: ${text}`)
}

function readUrl(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text
  throw new SettingError(`${name}에는 http:// 또는 https:// 주소를 주세요: ${text}`)
}
