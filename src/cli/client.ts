/** The control API of a running sandbox, as the commands call it. */
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { isRecord } from '../core/record.ts'
import { withoutSlashes } from '../core/slashes.ts'
import { Failure } from './failure.ts'
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
export const REMOTE_GROUP = '샌드박스와 출력:'

/** Adds `--url`, `--token` and `--json` to a command. */
export function remote(command: Command): void {
  command
    .addOption(
      new Option('--url <url>', '샌드박스의 주소; 없으면 .iamport-sandbox/running.json에서 찾습니다')
        .env('IAMPORT_SANDBOX_URL')
        .helpGroup(REMOTE_GROUP),
    )
    .addOption(
      new Option('--token <secret>', '샌드박스의 토큰').env('IAMPORT_SANDBOX_TOKEN').helpGroup(REMOTE_GROUP),
    )
    .addOption(new Option('--json', '제어 API의 응답을 그대로 출력합니다').helpGroup(REMOTE_GROUP))
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
    ...(target.token === null ? {} : { authorization: `Bearer ${target.token}` }),
    ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
  }
  const sent = method === 'POST' ? JSON.stringify(body) : ''
  return readAnswer(target, await reach(target, address, method, headers, sent)) as T
}

interface Target {
  readonly url: string
  readonly token: string | null
  /** The running.json that named it; null when the caller did. */
  readonly file: string | null
}

function locate(url: string | undefined, token: string | undefined): Target {
  if (url) {
    const is_http = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    if (!is_http) throw new Failure(`--url에는 http:// 또는 https:// 주소를 주세요: ${url}`, 2)
    return { url: withoutSlashes(url), token: token || null, file: null }
  }
  const found = findRunning()
  if (!found) {
    throw new Failure(
      '실행 중인 샌드박스를 찾지 못했습니다; `iamport-sandbox start`를 실행한 폴더에서 쓰거나 --url로 주소를 주세요.',
    )
  }
  return { url: found.running.url, token: token || found.running.token, file: found.file }
}

interface Reached {
  readonly status: number
  readonly text: string
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
        `${target.url}에 연결할 수 없습니다 (${reason}); 샌드박스가 실행 중인지, --url이 맞는지 확인하세요.`,
      )
    }
    throw new Failure(
      `${target.file}에 적힌 샌드박스 ${target.url}에 연결할 수 없습니다 (${reason}); \`iamport-sandbox start\`로 다시 시작하세요.`,
    )
  }
}

/** Not by fetch: loading it takes as long as all the rest of a command. */
function send(
  address: URL,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Reached> {
  const request = address.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      address,
      { method, headers: { ...headers, ...length }, agent: false },
      (response) => {
        text(response).then((read) => resolve({ status: response.statusCode ?? 0, text: read }), reject)
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

/** A name with several addresses fails with an error for each of them. */
function nameOf(error: unknown): string {
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : String(cause)
}

function readAnswer({ url }: Target, { status, text }: Reached): unknown {
  const answer = parse(text)
  if (status >= 200 && status < 300 && answer !== undefined) return answer
  const error = isRecord(answer) && isRecord(answer.error) ? answer.error : null
  if (!error) {
    throw new Failure(
      `${url}은(는) iamport-sandbox의 주소가 아닌 것 같습니다 (HTTP ${status}); --url을 확인하세요.`,
    )
  }
  if (error.name === 'token_required') {
    throw new Failure(
      '샌드박스의 토큰이 없거나 다릅니다; start가 출력한 토큰을 --token 또는 IAMPORT_SANDBOX_TOKEN으로 주세요.',
    )
  }
  throw new Failure(error.hint ? `${error.message} ${error.hint}` : String(error.message))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
