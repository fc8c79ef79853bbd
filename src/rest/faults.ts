/** What a scenario does to a REST call: before the API sees it, or to the answer that it has given. */
import { setTimeout as wait } from 'node:timers/promises'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { byPrecedence, type Operation } from '../core/operation.ts'
import { isRecord } from '../core/schema.ts'
import type { RestEffect } from '../scenarios/fault.ts'
import type { RestCall } from '../scenarios/moments.ts'
import type { RestAnswer, Scenarios } from '../scenarios/scenarios.ts'

export interface RestFaultParts {
  readonly operations: readonly Operation[]
  readonly scenarios: Pick<Scenarios, 'moments' | 'watcher'>
  /** Ends the life of one token, or of all when null. */
  readonly expireTokens: (access_token: string | null) => void
}

/** Stands before the API's routes. Calls that are no operation go through untouched. */
export function restFaults({ operations, scenarios, expireTokens }: RestFaultParts): RequestHandler {
  const routes = [...operations].sort(byPrecedence).flatMap((row) =>
    [row.method, ...(row.also ?? [])].map((method) => ({
      method: method as string,
      pattern: patternOf(row.path),
      operation: `${row.method} ${row.path}`,
    })),
  )

  return async (req: Request, res: Response, next: NextFunction) => {
    const route = routes.find(({ method, pattern }) => method === req.method && pattern.test(req.path))
    if (!route) return next()
    const call: RestCall = {
      operation: route.operation,
      method: req.method,
      url: withoutToken(req.originalUrl),
    }
    const watch = scenarios.watcher()
    await watch?.before?.(call)
    const effect = scenarios.moments.rest(call)
    const told = (status: number | null, code: number | null) => {
      const answer: RestAnswer = { status, code, effect, body: req.body ?? null }
      scenarios.watcher()?.after(call, answer)
    }
    if (effect === 'drop' || effect === 'reset') {
      told(null, null)
      if (effect === 'drop') req.socket.destroy()
      else req.socket.resetAndDestroy()
      return
    }
    if (typeof effect === 'object' && effect !== null) {
      if ('status' in effect) {
        told(effect.status, -1)
        res
          .status(effect.status)
          .json({ code: -1, message: '일시적인 오류가 발생하였습니다.', response: null })
        return
      }
      await wait(effect.slow)
    }
    if (effect === 'token_expired') expireTokens(tokenOf(req))
    if (effect === 'token_revoked') expireTokens(null)
    spoilAnswer(res, effect, told)
    next()
  }
}

/** Which token a client holds depends on real time; what onlookers write must not. */
function withoutToken(url: string): string {
  return url.replace(/([?&]_token=)[^&]*/, '$1***')
}

/** The answer is ready: told, and spoiled where the fault says so. */
function spoilAnswer(
  res: Response,
  effect: RestEffect | null,
  told: (status: number | null, code: number | null) => void,
): void {
  const end = res.end.bind(res) as (chunk?: unknown, encoding?: unknown) => Response
  const spoiled = (chunk?: unknown, encoding?: unknown): Response => {
    const { envelope } = res.locals
    const code = isRecord(envelope) && typeof envelope.code === 'number' ? envelope.code : null
    told(effect === 'lost' ? null : res.statusCode, code)
    if (effect === 'lost') {
      res.socket?.destroy()
      return res
    }
    if (effect !== 'empty' && effect !== 'malformed') return end(chunk, encoding)
    const text = effect === 'empty' ? '' : cut(chunk)
    res.setHeader('content-length', Buffer.byteLength(text))
    return end(text)
  }
  res.end = spoiled as Response['end']
}

/** The first two thirds: begins like JSON, and is none. */
function cut(chunk: unknown): string {
  const text = Buffer.isBuffer(chunk) ? chunk.toString('utf8') : String(chunk ?? '')
  return text.slice(0, Math.floor((text.length * 2) / 3))
}

/** `/payments/find/{merchant_uid}/{payment_status?}` as a pattern for a whole path. */
function patternOf(path: string): RegExp {
  const source = path.replace(/\/\{\w+\?\}/g, '(?:/[^/]+)?').replace(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${source}/?$`)
}

function tokenOf(req: Request): string | null {
  const given = req.get('authorization') ?? req.get('x-imptokenheader') ?? req.query._token
  return typeof given === 'string' ? given.replace(/^Bearer\s+/i, '').trim() : null
}
