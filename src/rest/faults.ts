/** What a scenario does to a REST call before the API sees it. What it does to the answer stands in `call.ts`. */

import { setTimeout as wait } from 'node:timers/promises'
import { OUT_OF_ORDER_TEXT } from '../catalog/refusals/why.ts'
import type { Operation } from '../core/operation.ts'
import type { Scenarios } from '../scenarios/scenarios.ts'
import type { RestCall } from '../scenarios/subject.ts'
import type { Call, Ended } from './call.ts'
import { readToken } from './wire.ts'

export interface RestFaultParts {
  readonly scenarios: Pick<Scenarios, 'moments' | 'watcher' | 'isQuiet'>
  /** Ends the life of one token, or of all when null. */
  readonly expireTokens: (access_token: string | null) => void
}

export type RestFaults = ReturnType<typeof createRestFaults>

export function createRestFaults({ scenarios, expireTokens }: RestFaultParts) {
  return {
    isQuiet: scenarios.isQuiet,

    /** The moment `rest METHOD path`. Answers how the call ended, if it did; else the effect on its answer stands in the call. */
    async strike(call: Call, row: Operation): Promise<'gone' | number | null> {
      const subject = subjectOf(call, row)
      await scenarios.watcher()?.before?.(subject)
      const effect = scenarios.moments.rest(subject)
      call.effect = effect
      if (effect === 'drop' || effect === 'reset') {
        if (effect === 'drop') call.req.socket.destroy()
        else call.req.socket.resetAndDestroy()
        return 'gone'
      }
      if (effect === 'token_expired') expireTokens(readToken(call.req))
      if (effect === 'token_revoked') expireTokens(null)
      if (typeof effect !== 'object' || effect === null) return null
      if ('status' in effect) return effect.status
      await wait(effect.slow)
      return null
    },

    /** The onlooker hears how it ended. */
    told(call: Call, { status, envelope }: Ended): void {
      if (call.row === null) return
      const { effect, req, row } = call
      const answer = { status, code: envelope?.code ?? null, effect, body: req.body ?? null }
      scenarios.watcher()?.after(subjectOf(call, row), answer)
    },
  }
}

function subjectOf({ req }: Call, row: Operation): RestCall {
  const url = withoutToken(req.originalUrl)
  return { operation: `${row.method} ${row.path}`, method: req.method, url }
}

/** Which token a client holds depends on real time; what onlookers write must not. */
function withoutToken(url: string): string {
  return url.replace(/([?&]_token=)[^&]*/, '$1***')
}

/** What a server says that is down. */
export const OUT_OF_ORDER = { code: -1, message: OUT_OF_ORDER_TEXT, response: null }
