/**
 * The emulated REST API, all from the operation rows: which row, who asks, what is asked, the answer in its envelope.
 *
 * It stands first in the app and takes what is an operation; a call without a body, while no scenario is armed, is answered
 * in one go.
 */
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { stopwatch } from '../core/clock.ts'
import { lazily } from '../core/lazy.ts'
import type { Operation } from '../core/operation.ts'
import type { Trace } from '../trace/trace.ts'
import { type AnswerParts, createAnswers } from './answers.ts'
import { hasBody, readBody } from './body.ts'
import type { Call, Ended } from './call.ts'
import { OUT_OF_ORDER, type RestFaults } from './faults.ts'
import { operationTable } from './table.ts'
import { toldOf } from './told.ts'
import { isV2 } from './v2.ts'
import { withIdInPath } from './wire.ts'

export interface RestParts extends Omit<AnswerParts, 'ended' | 'during'> {
  readonly operations: readonly Operation[]
  /** What scenarios do to calls; missing where there are none. */
  readonly faults?: RestFaults
  /** Told of every call when it begins. */
  readonly began?: (call: Call) => void
  /** Told of every call when it has ended. */
  readonly ended?: (call: Call) => void
  /** Keeps what went over the wire; missing where nobody does. */
  readonly trace?: Pick<Trace, 'open' | 'tell' | 'during'>
}

/** Pages for browsers whose addresses look like an operation's, and what is the sandbox's own: no row is looked for, and none is made. */
const NOT_HERE = /^\/(payments\/(ready|fready|fail)|_sandbox|dashboard)(\/|$)/i

/** Answers every operation; what is none goes on to `next`. */
export function restRouter(parts: RestParts): RequestHandler {
  const table = lazily(() => operationTable(parts.operations))
  const { answer, refuse, reply } = createAnswers({ ...parts, during: parts.trace?.during ?? plainly, ended })

  return (req, res, next) => {
    const { path } = req
    const found = NOT_HERE.test(path) ? null : table().find(req.method, path)
    const is_id_in_body = found === null && isIdInBody(req)
    if (!found && !is_id_in_body) return next()
    const call = begin(parts, req, res, found?.row ?? null)
    if (found) parts.began?.(call)
    if (isV2(req)) refuse(call, refusal('v2_asked'))
    else if (found && !hasBody(req) && (parts.faults?.isQuiet() ?? true))
      answer(call, found.row, found.params)
    else if (found) void whole(call, found.row, found.params)
    else void misplaced(call, next)
  }

  async function whole(call: Call, row: Operation, params: Readonly<Record<string, string>>): Promise<void> {
    try {
      const { faults } = parts
      const struck = faults === undefined || faults.isQuiet() ? null : await faults.strike(call, row)
      if (struck === 'gone') return ended(call, { status: null, envelope: null, text: '', hint: null })
      if (struck !== null) return reply(call, struck, OUT_OF_ORDER, null)
      await readBody(call.req, call.res)
    } catch (error) {
      return refuse(call, error)
    }
    answer(call, row, params)
  }

  /** `PUT /vbanks` with the imp_uid in the body is `PUT /vbanks/{imp_uid}`. */
  async function misplaced(call: Call, next: NextFunction): Promise<void> {
    try {
      await readBody(call.req, call.res)
    } catch (error) {
      return refuse(call, error)
    }
    withIdInPath(call.req)
    const found = table().find('PUT', call.req.path)
    if (!found) return next()
    const moved: Call = { ...call, row: found.row }
    parts.began?.(moved)
    await whole(moved, found.row, found.params)
  }

  function ended(call: Call, how: Ended): void {
    parts.faults?.told(call, how)
    parts.ended?.(call)
    parts.trace?.tell(toldOf(call, how), call.opened)
  }
}

/** The last of all surfaces: what nobody else has answered is no operation. */
export function noSuchOperation(parts: RestParts): RequestHandler {
  const { refuse } = createAnswers({
    ...parts,
    during: plainly,
    ended: (call, how) => parts.trace?.tell(toldOf(call, how), call.opened),
  })
  const table = lazily(() => operationTable(parts.operations))
  /** By which methods the address could be called: `prepare` is a word of its own before it is somebody's imp_uid. */
  const methodsOf = (path: string): Bilingual | null => {
    const found = METHODS.map((method) => table().find(method, path))
    const counts = found.map((one) => (one ? Object.keys(one.params).length : Number.POSITIVE_INFINITY))
    const least = Math.min(...counts)
    if (least === Number.POSITIVE_INFINITY) return null
    const methods = METHODS.filter((_method, n) => counts[n] === least).join(', ')
    return say(`이 주소는 ${methods}로 호출합니다.`, `This address takes ${methods}.`)
  }
  return (req: Request, res: Response) => {
    const { method, path } = req
    const call = begin(parts, req, res, null)
    refuse(
      call,
      isV2(req) ? refusal('v2_asked') : refusal('no_such_operation', { method, path }, methodsOf(path)),
    )
  }
}

function begin({ trace }: RestParts, req: Request, res: Response, row: Operation | null): Call {
  return { req, res, row, opened: trace?.open() ?? NOWHERE, elapsed: stopwatch(), effect: null }
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE']
const NOWHERE = { seq: 0, at_ms: 0 }
const plainly: AnswerParts['during'] = (_seq, work) => work()

function isIdInBody({ method, path }: Request): boolean {
  return method === 'PUT' && /^\/vbanks\/?$/i.test(path)
}
