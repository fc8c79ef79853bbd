/** What a connection makes of an answer, or of none: the value, or a SandboxError in words. */
import type { BilingualError } from '../core/bilingual.ts'
import { isRecord } from '../core/record.ts'
import type { Reached } from '../core/send.ts'
import { SandboxError } from './sandbox-api.ts'
import { told } from './speaking.ts'

export function readAnswer(url: string, token: string | undefined, { status, text }: Reached): unknown {
  const answer = parse(text)
  if (status >= 200 && status < 300 && answer !== undefined) return answer
  const error = isRecord(answer) && isRecord(answer.error) ? answer.error : null
  if (!error || typeof error.name !== 'string') throw somethingElse(url, status)
  if (error.name === 'token_required') throw token === undefined ? tokenMissing(url) : tokenWrong(url)
  // How a route is called is of no use to who called a function.
  const hint = /^parameter_/.test(error.name) ? null : error.hint
  throw new SandboxError(hint ? `${error.message} ${hint}` : String(error.message), {
    cause: { status, name: error.name },
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function somethingElse(url: string, status: number): BilingualError {
  return told(
    `${url}은(는) iamport-sandbox의 주소가 아닌 것 같습니다 (HTTP ${status}).`,
    `${url} does not seem to be an iamport-sandbox (HTTP ${status}).`,
  )
}

function tokenMissing(url: string): BilingualError {
  return told(
    `샌드박스 ${url}은(는) 토큰이 필요합니다: connectSandbox(url, { token })에 start가 출력한 토큰을 주세요.`,
    `The sandbox ${url} asks for its token: give the one that start printed as connectSandbox(url, { token }).`,
  )
}

function tokenWrong(url: string): BilingualError {
  return told(
    `샌드박스 ${url}의 토큰이 아닙니다; start가 출력한 토큰을 주세요.`,
    `This is not the token of the sandbox ${url}; give the one that start printed.`,
  )
}

export function unreachable(url: string, reason: string): BilingualError {
  return told(
    `샌드박스 ${url}에 연결할 수 없습니다 (${reason}); 실행 중인지, 주소가 맞는지 확인하세요.`,
    `The sandbox ${url} cannot be reached (${reason}); is it running, and is the address right?`,
  )
}
