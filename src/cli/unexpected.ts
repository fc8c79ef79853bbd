/**
 * What nobody caught: told with what was being answered, and the sandbox lives on, because a change is whole or not at all. Where
 * it comes again and again, it ends and says how to report it.
 */
import type { IncomingMessage, RequestListener } from 'node:http'
import { type Bilingual, say } from '../core/bilingual.ts'
import { stopwatch } from '../core/clock.ts'
import { packageVersion } from '../core/package.ts'

/** So many within so many milliseconds, and there is no going on. */
const TOO_MANY = 20
const WITHIN_MS = 10_000

/** How many of the requests under way are named. */
const NAMED = 5

export interface Unexpected {
  /** Stands around the app: what is being answered can be told. */
  around(listener: RequestListener): RequestListener
  /** From now on `tell` hears of everything; `giveUp` when there is no going on. */
  hear(tell: (text: Bilingual) => void, giveUp: (text: Bilingual) => void): void
}

export function createUnexpected(): Unexpected {
  const under_way = new Set<IncomingMessage>()
  const elapsed = stopwatch()
  const times: number[] = []

  function describe(error: unknown, what: string): Bilingual {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const named = [...under_way].slice(0, NAMED).map(nameOf).join(', ')
    const left = under_way.size - NAMED
    const during =
      under_way.size === 0
        ? say('처리 중인 요청 없음', 'nothing was being answered')
        : say(
            `처리 중: ${named}${left > 0 ? ` 외 ${left}건` : ''}`,
            `being answered: ${named}${left > 0 ? ` and ${left} more` : ''}`,
          )
    return say(
      `예상하지 못한 오류 (${what}; ${during.ko}): ${text}`,
      `Unexpected error (${what}; ${during.en}): ${text}`,
    )
  }

  return {
    around: (listener) => (req, res) => {
      under_way.add(req)
      res.once('close', () => under_way.delete(req))
      listener(req, res)
    },

    hear(tell, giveUp) {
      const heard = (what: string) => (error: unknown) => {
        times.push(elapsed())
        if (times.length > TOO_MANY) times.shift()
        tell(describe(error, what))
        if (times.length === TOO_MANY && times.at(-1)! - times[0]! < WITHIN_MS) giveUp(REPORT())
      }
      process.on('uncaughtException', heard('uncaughtException'))
      process.on('unhandledRejection', heard('unhandledRejection'))
    },
  }
}

/** Routes take off the part of the address that led to them. */
function nameOf(req: IncomingMessage & { originalUrl?: string }): string {
  return `${req.method} ${(req.originalUrl ?? req.url ?? '').slice(0, 100)}`
}

const REPORT = (): Bilingual => {
  const where = `iamport-sandbox ${packageVersion()}, Node.js ${process.versions.node}, ${process.platform} ${process.arch}`
  return say(
    `같은 오류가 계속되어 종료합니다. 위의 기록과 함께 ${where}을(를) 적어 이슈로 알려 주세요.`,
    `The same error came again and again: the sandbox ends. Please report it with the lines above and ${where}.`,
  )
}
