/**
 * Every setting of the sandbox, one row each. Feeds the command line, createSandbox, the environment and the reference.
 */
import { type Bilingual, both, inLang, type Lang, say } from './core/bilingual.ts'
import { parseClock } from './core/clock.ts'
import { SettingError } from './core/setting-error.ts'
import {
  flag,
  list,
  readAllowedHost,
  readFile,
  readHost,
  readKept,
  readNetwork,
  readNumber,
  readOrigin,
  readPortNumber,
  readSize,
  readToken,
  readUrl,
  readWord,
} from './setting-values.ts'

export { SettingError } from './core/setting-error.ts'

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
  keep: string | null
  keep_trace: number
  lang: Lang | null
}

export interface SettingRow {
  readonly name: keyof Settings
  readonly flag: string
  readonly env: string
  readonly default: string
  readonly help: Bilingual
  /** Whether the flag may be given several times. */
  readonly repeatable: boolean
  /** Reads what was typed; throws a `SettingError` that says what is allowed. */
  readonly read: (text: string) => Settings[keyof Settings]
}

const row = <N extends keyof Settings>(
  name: N,
  flag: string,
  fallback: string,
  help: Bilingual,
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
  row(
    'port',
    '--port <number>',
    '4780',
    say('포트 번호; 0이면 비어 있는 포트를 씁니다', 'port; 0: any free one'),
    (text) => readPortNumber('--port', text),
  ),
  row(
    'tls_port',
    '--tls-port <number>',
    '',
    say(
      'iamport.kr 이름을 TLS로 받을 포트 (hosts 파일이나 프록시로 가로챌 때); 0이면 비어 있는 포트',
      'port on which the names of iamport.kr are answered by TLS (with a hosts file or a proxy); 0: any free one',
    ),
    (text) => (text === '' ? null : readPortNumber('--tls-port', text)),
  ),
  row(
    'host',
    '--host <address>',
    '127.0.0.1',
    say(
      '연결을 받을 주소; 루프백이 아니면 제어 API에 토큰이 필요합니다',
      'address to listen on; beyond loopback the control API asks for a token',
    ),
    readHost,
  ),
  row(
    'db',
    '--db <file>',
    '.iamport-sandbox/sandbox.db',
    say('데이터베이스 파일; :memory: 이면 저장하지 않습니다', 'database file; with :memory: nothing is kept'),
    (text) => readFile('--db', text),
  ),
  repeatable(
    row(
      'webhook',
      '--webhook <url>',
      '',
      say(
        '상점 서버의 Notification URL; 여러 번 주거나 쉼표로 나눕니다',
        'Notification URL of the shop; several times, or with commas',
      ),
      (text) => list(text).map((url) => readUrl('--webhook', url)),
    ),
  ),
  row(
    'webhook_type',
    '--webhook-type <json|form>',
    'json',
    say('웹훅의 Content-Type', 'Content-Type of webhooks'),
    (text) => readWord('--webhook-type', ['json', 'form'], text),
  ),
  row(
    'seed',
    '--seed <number>',
    '',
    say(
      '같은 seed는 같은 imp_uid를 만듭니다; 없으면 새로 뽑아 출력합니다',
      'the same seed gives the same imp_uids; otherwise one is drawn and printed',
    ),
    (text) => text || null,
  ),
  row(
    'seed_data',
    '--seed-data <name|file>',
    '',
    say(
      '처음부터 있을 데이터: official-clients(공식 클라이언트의 테스트가 찾는 결제), 또는 같은 형식의 JSON 파일',
      'what is there from the start: official-clients (the payments that tests of the official clients look for), or a JSON file of that shape',
    ),
    (text) => (text === '' ? null : readFile('--seed-data', text)),
  ),
  row(
    'clock',
    '--clock <system|time>',
    'system',
    say('system, 또는 시계를 멈춰 둘 ISO 시각', 'system, or an ISO time at which the clock stands still'),
    (text) => {
      if (parseClock(text)) return text
      throw new SettingError(
        say(
          `--clock에는 system 또는 2026-01-01T00:00:00+09:00 같은 ISO 시각을 주세요: ${text}`,
          `--clock takes system, or an ISO time such as 2026-01-01T00:00:00+09:00, not ${text}`,
        ),
      )
    },
  ),
  row(
    'world',
    '--world <file>',
    '',
    say(
      '초기 상태 파일 (JSON 또는 YAML); 저장된 결제가 없을 때와 reset할 때 읽습니다',
      'world file to begin with (JSON or YAML); read where no payments are kept, and by reset',
    ),
    (text) => (text === '' ? null : readFile('--world', text)),
  ),
  row(
    'demo',
    '--demo',
    '',
    say(
      '데모 상점도 함께 띄우고 웹훅을 그쪽으로 보냅니다',
      'starts the demo shop, too, and sends the webhooks there',
    ),
    flag('--demo'),
  ),
  repeatable(
    row(
      'allow_host',
      '--allow-host <name>',
      '',
      say(
        '이 컴퓨터의 다른 호스트 이름(예: Docker 서비스 이름); 여러 번 주거나 쉼표로 나눕니다',
        'another name of this machine (e.g. of a Docker service); several times, or with commas',
      ),
      (text) => list(text).map(readAllowedHost),
    ),
  ),
  repeatable(
    row(
      'allow_origin',
      '--allow-origin <origin>',
      '',
      say(
        '인터넷에 있는 내 쇼핑몰 페이지(https://shop.example): 이 페이지가 주문에 넣은 notice_url과 confirm_url도 호출합니다. 루프백·사설 주소의 페이지는 늘 믿습니다',
        'your shop’s pages on the web (https://shop.example): the notice_url and confirm_url of their orders are called, too. Pages at loopback and private addresses always count',
      ),
      (text) => list(text).map(readOrigin),
    ),
  ),
  repeatable(
    row(
      'trust_proxy',
      '--trust-proxy <address>',
      '',
      say(
        'X-Forwarded-Proto, X-Forwarded-Host, Forwarded를 믿을 프록시의 주소나 대역(10.0.0.0/8); 루프백은 늘 믿습니다',
        'address or network (10.0.0.0/8) of a proxy whose X-Forwarded-Proto, X-Forwarded-Host and Forwarded count; loopback always does',
      ),
      (text) => list(text).map(readNetwork),
    ),
  ),
  row(
    'default_pg',
    '--default-pg <pg>',
    '',
    say(
      'pg를 쓰지 않은 주문이 갈 기본 PG: PG 코드, 또는 {PG}.{MID}; 없으면 저장된 설정 (처음에는 html5_inicis)',
      'where orders without pg go: a PG’s code, or {PG}.{MID}; otherwise what is kept (at first html5_inicis)',
    ),
    (text) => text || null,
  ),
  row(
    'shop_quiet_ms',
    '--shop-quiet-ms <number>',
    '200',
    say(
      '시간을 앞당길 때(advance), 웹훅에 응답한 상점이 다음 REST 호출을 시작하기를 기다리는 실제 시간(밀리초); 0이면 기다리지 않습니다',
      'how long advance waits, in real milliseconds, for a shop that has answered a webhook to begin its next REST call; 0: not at all',
    ),
    (text) => readNumber('--shop-quiet-ms', 60_000, text),
  ),
  row(
    'token',
    '--token <secret>',
    '',
    say(
      '제어 API와 대시보드가 요구할 bearer 토큰',
      'bearer token that the control API and the dashboard ask for',
    ),
    readToken,
  ),
  row(
    'allow_public_webhooks',
    '--allow-public-webhooks',
    '',
    say('공인 주소로 웹훅을 보내도록 허용합니다', 'webhooks may go to public addresses'),
    flag('--allow-public-webhooks'),
  ),
  row(
    'open',
    '--open',
    '',
    say('브라우저로 대시보드를 엽니다', 'opens the dashboard in a browser'),
    flag('--open'),
  ),
  row(
    'keep',
    '--keep <amount>',
    '',
    say(
      '오래된 결제를 얼마나 남길지: 100000 payments 또는 30 days; 끝난 결제부터 조금씩 지웁니다. 없으면 모두 남깁니다',
      'how much is kept of payments that are over: 100000 payments or 30 days; what is older goes little by little. Without it, everything',
    ),
    readKept,
  ),
  row(
    'keep_trace',
    '--keep-trace <size>',
    '64MB',
    say(
      '주고받은 요청과 응답의 기록(GET /_sandbox/trace)을 데이터베이스에 얼마나 남길지: 64MB, 500KB, 또는 0',
      'how much of the trace of requests and answers (GET /_sandbox/trace) is kept in the database: 64MB, 500KB, or 0',
    ),
    readSize,
  ),
  row(
    'json',
    '--json',
    '',
    say('로그를 JSON 줄로 출력합니다', 'prints the log as JSON lines'),
    flag('--json'),
  ),
  row(
    'lang',
    '--lang <ko|en>',
    '',
    say(
      '메시지의 언어; 없으면 LC_ALL, LANG을 따르고, 거기에도 없으면 한국어입니다',
      'language of messages; otherwise that of LC_ALL or LANG, and Korean where they name none',
    ),
    (text) => (text === '' ? null : readWord<Lang>('--lang', ['ko', 'en'], text)),
  ),
]

/** Where a setting's value came from. The first that says something wins. */
export type Origin = 'flag' | 'environment' | 'config' | 'default'

/** What a config file says, by names of settings, and where it says so. */
export interface ConfigValues {
  readonly values: Readonly<Partial<Record<keyof Settings, unknown>>>
  /** `iamport-sandbox.config.yml:3` */
  readonly place: (name: keyof Settings) => string
}

/** Where each value comes from, as it was written there. */
export interface FoundSetting {
  readonly setting: SettingRow
  readonly text: string
  readonly origin: Origin
}

type Env = Readonly<Record<string, string | undefined>>
type Given = Readonly<Partial<Record<keyof Settings, unknown>>>

/** An empty variable counts as not set, as CI systems and compose files leave them. */
export function findSettings(
  given: Given,
  env: Env = {},
  config: ConfigValues | null = null,
): FoundSetting[] {
  return SETTINGS.map((setting): FoundSetting => {
    const { name } = setting
    const configured = config?.values[name]
    if (given[name] !== undefined) return { setting, text: asText(given[name]), origin: 'flag' }
    if (env[setting.env]) return { setting, text: env[setting.env] ?? '', origin: 'environment' }
    if (configured !== undefined && configured !== null)
      return { setting, text: asText(configured), origin: 'config' }
    return { setting, text: setting.default, origin: 'default' }
  })
}

/** Settings from flags (already read by name), then from the environment, a config file, the defaults. Throws a `SettingError`. */
export function readSettings(given: Given, env: Env = {}, config: ConfigValues | null = null): Settings {
  const entries = findSettings(given, env, config).map(({ setting, text, origin }) => {
    try {
      return [setting.name, setting.read(text)] as const
    } catch (error) {
      if (!(error instanceof SettingError)) throw error
      if (origin === 'environment')
        throw whence(error, say(`환경 변수 ${setting.env}`, `variable ${setting.env}`))
      if (origin === 'config' && config) throw whence(error, config.place(setting.name))
      throw error
    }
  })
  return Object.fromEntries(entries) as unknown as Settings
}

/** The same complaint, with the place where the value stands. */
function whence({ said }: SettingError, place: Bilingual | string): SettingError {
  return new SettingError(both((lang) => `${inLang(said, lang)} (${inLang(place, lang)})`))
}

function asText(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value)
}
