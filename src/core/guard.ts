/** Who may use the control API and the dashboard: pages of other sites and strangers' host names may not. */
import { timingSafeEqual } from 'node:crypto'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { say } from './bilingual.ts'
import { CallerError } from './caller-error.ts'
import { originOf } from './origin.ts'

export interface GuardOptions {
  /** Host names besides loopback that are ours, e.g. a Docker service's. */
  readonly allowed_hosts: readonly string[]
  /** A bearer token that every request must carry; null where none is needed. */
  readonly token: string | null
}

/** Refuses unknown `Host` names: a page elsewhere may point its own name at this machine. No browser sends none. */
export function hostGuard({ allowed_hosts }: Pick<GuardOptions, 'allowed_hosts'>): RequestHandler {
  const known = new Set([
    'localhost',
    '127.0.0.1',
    '[::1]',
    '::1',
    ...allowed_hosts.map((host) => host.toLowerCase()),
  ])
  return (req, _res, next) => {
    if (req.headers.host === undefined) return next()
    const host = req.hostname?.toLowerCase() ?? ''
    if (known.has(host) || host.endsWith('.localhost')) return next()
    next(
      new CallerError(
        403,
        'unknown_host',
        say(
          `${host}(이)라는 이름으로는 이 샌드박스에 접속할 수 없습니다.`,
          `This sandbox is not reached by the name ${host}.`,
        ),
        say(`--allow-host ${host} 로 허용하세요.`, `Allow it with --allow-host ${host}.`),
      ),
    )
  }
}

/** Asks for the bearer token, where there is one. Not for the ready probe: who asks it often cannot carry a token. */
export function tokenGuard({ token }: Pick<GuardOptions, 'token'>): RequestHandler {
  return (req, _res, next) => {
    if (req.method === 'GET' && req.path === '/health') return next()
    if (token === null || isSame(token, (req.get('authorization') ?? '').replace(/^Bearer\s+/i, '')))
      return next()
    next(
      new CallerError(
        401,
        'token_required',
        say(
          '제어 API를 쓰려면 이 샌드박스의 bearer 토큰이 필요합니다.',
          'The control API needs the bearer token of this sandbox.',
        ),
        say(
          '`Authorization: Bearer TOKEN`을 보내세요; 토큰은 start가 출력하고 --token으로 정합니다.',
          'Send `Authorization: Bearer TOKEN`; start prints the token, --token sets it.',
        ),
      ),
    )
  }
}

/**
 * State-changing requests must be JSON and must not come from another site's page. Without a body there is nothing to be
 * JSON: `curl -X POST` works. A browser is held to it all the same, because a page of any site can send such a request.
 */
export function changeGuard(req: Request, _res: Response, next: NextFunction): void {
  next(refuseChange(req))
}

function refuseChange(req: Request): CallerError | undefined {
  if (req.method === 'GET' || req.method === 'HEAD') return undefined
  const foreign = foreignOrigin(req)
  if (foreign) return foreign
  const origin = req.get('origin')
  const is_page = origin !== undefined || req.get('sec-fetch-site') !== undefined
  const has_body = req.get('transfer-encoding') !== undefined || Number(req.get('content-length') ?? 0) > 0
  const type = (req.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type === 'application/json') return undefined
  if (!has_body && !is_page && (type === '' || req.method === 'DELETE')) return undefined
  return new CallerError(
    415,
    'json_required',
    say(
      '상태를 바꾸는 요청에는 content-type: application/json이 필요합니다.',
      'Requests that change something need content-type: application/json.',
    ),
  )
}

/** Why a page's request may not change anything: it is another site's. Undefined for our own, and for no page at all. */
export function foreignOrigin(req: Request): CallerError | undefined {
  const origin = req.get('origin')
  if (origin === undefined || origin === originOf(req)) return undefined
  return new CallerError(
    403,
    'foreign_origin',
    say(
      `${origin}의 페이지는 이 샌드박스를 바꿀 수 없습니다.`,
      `Pages of ${origin} may not change this sandbox.`,
    ),
  )
}

export function isSame(expected: string, given: string): boolean {
  const a = Buffer.from(expected)
  const b = Buffer.from(given)
  return a.length === b.length && timingSafeEqual(a, b)
}
