/** The control API of a running sandbox, as the commands call it. */
import type { Command } from 'commander'
import { isRecord } from '../core/record.ts'
import { nameOf, type Reached, send } from '../core/send.ts'
import { withoutSlashes } from '../core/slashes.ts'
import { Failure } from './failure.ts'
import { lang, t } from './lang.ts'
import { findRunning } from './running.ts'

/** Options that every command has that acts on a running sandbox. */
export interface RemoteOptions {
  url?: string
  token?: string
  json?: boolean
}

export interface Call {
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
}

/** The options of every command that acts on a running sandbox. Help shows them last, or once for all. */
export const remoteGroup = (): string =>
  t('실행 중인 샌드박스를 쓰는 명령의 공통 옵션:', 'Options of all commands that use a running sandbox:')

/** Adds `--url`, `--token` and `--json` to a command. */
export function remote(command: Command): void {
  command
    .addOption(
      command
        .createOption(
          '--url <url>',
          t(
            '샌드박스의 주소; 없으면 이 폴더와 위 폴더에서 찾습니다',
            'address of the sandbox; otherwise the one of this folder or one above',
          ),
        )
        .env('IAMPORT_SANDBOX_URL')
        .helpGroup(remoteGroup()),
    )
    .addOption(
      command
        .createOption('--token <secret>', t('샌드박스의 토큰', 'token of the sandbox'))
        .env('IAMPORT_SANDBOX_TOKEN')
        .helpGroup(remoteGroup()),
    )
    .addOption(
      command
        .createOption(
          '--json',
          t('제어 API의 응답을 그대로 출력합니다', 'prints the answer of the control API as it is'),
        )
        .helpGroup(remoteGroup()),
    )
}

/**
 * Calls the control API; answers what it answered. Throws a `Failure` in one sentence for everything that goes wrong.
 * `T` is believed, not checked: the caller names the shape that this route promises.
 */
export async function call<T = unknown>(
  { url, token }: RemoteOptions,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  { query = {}, body = {} }: Call = {},
): Promise<T> {
  const target = locate(url, token)
  const address = new URL(`${target.url}/_sandbox${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address.searchParams.set(name, value)
  }
  const headers = {
    'accept-language': lang(),
    ...(target.token === null ? {} : { authorization: `Bearer ${target.token}` }),
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
  }
  const sent = method === 'POST' ? JSON.stringify(body) : ''
  return readAnswer(target, await reach(target, address, method, headers, sent)) as T
}

export interface Target {
  readonly url: string
  readonly token: string | null
  /** The running.json that named it; null when the caller did. */
  readonly file: string | null
}

export function locate(url: string | undefined, token: string | undefined): Target {
  if (url) {
    const is_http = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    if (!is_http)
      throw new Failure(
        t(
          `--url에는 http:// 또는 https:// 주소를 주세요: ${url}`,
          `--url takes an http:// or https:// address, not ${url}`,
        ),
        2,
      )
    return { url: withoutSlashes(url), token: token || null, file: null }
  }
  const found = findRunning()
  if (!found) {
    throw new Failure(
      t(
        '실행 중인 샌드박스를 찾지 못했습니다; `iamport-sandbox start`를 실행한 폴더에서 쓰거나 --url로 주소를 주세요.',
        'No running sandbox was found; use this in the folder of `iamport-sandbox start`, or give its address with --url.',
      ),
    )
  }
  return { url: found.running.url, token: token || found.running.token, file: found.file }
}

async function reach(
  target: Target,
  address: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Reached> {
  try {
    return await send(address, method, headers, body)
  } catch (error) {
    const reason = nameOf(error)
    if (target.file === null) {
      throw new Failure(
        t(
          `${target.url}에 연결할 수 없습니다 (${reason}); 샌드박스가 실행 중인지, --url이 맞는지 확인하세요.`,
          `${target.url} cannot be reached (${reason}); is the sandbox running, and is --url right?`,
        ),
      )
    }
    throw new Failure(
      t(
        `${target.file}에 적힌 샌드박스 ${target.url}에 연결할 수 없습니다 (${reason}); \`iamport-sandbox start\`로 다시 시작하세요.`,
        `The sandbox ${target.url} of ${target.file} cannot be reached (${reason}); start it again with \`iamport-sandbox start\`.`,
      ),
    )
  }
}

function readAnswer({ url }: Target, { status, text }: Reached): unknown {
  const answer = parse(text)
  if (status >= 200 && status < 300 && answer !== undefined) return answer
  const error = isRecord(answer) && isRecord(answer.error) ? answer.error : null
  if (!error) {
    throw new Failure(
      t(
        `${url}은(는) iamport-sandbox의 주소가 아닌 것 같습니다 (HTTP ${status}); --url을 확인하세요.`,
        `${url} does not seem to be an iamport-sandbox (HTTP ${status}); see to --url.`,
      ),
    )
  }
  if (error.name === 'token_required') {
    throw new Failure(
      t(
        '샌드박스의 토큰이 없거나 다릅니다; start가 출력한 토큰을 --token 또는 IAMPORT_SANDBOX_TOKEN으로 주세요.',
        'The token of the sandbox is missing or another one; give the one that start printed with --token or IAMPORT_SANDBOX_TOKEN.',
      ),
    )
  }
  throw new Failure(explain(error))
}

/** Refusals are in iamport's own Korean words, their hint in English: an English reader is told the hint first. */
function explain({ name, message, hint }: Record<string, unknown>): string {
  // How the API is called is of no use to who typed a flag.
  if (!hint || /^parameter_/.test(String(name))) return String(message)
  const is_iamports = lang() === 'en' && /[가-힣]/.test(String(message))
  return is_iamports ? `${hint} (${message})` : `${message} ${hint}`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
