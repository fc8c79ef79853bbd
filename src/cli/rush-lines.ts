/**
 * Lines for people in a rush: a load test writes thousands a second, which nobody reads, and which cost the shop an eighth of what it
 * can sell. What went well is counted then, and the counts are told each second; what a developer should look at has its line as ever.
 * Programs (`--json`) get every line.
 */
import { createRush } from '../core/rush.ts'
import type { Later, SandboxEvent } from '../journal.ts'
import { EVENT_KINDS } from '../telling/words.ts'
import { t } from './lang.ts'

/** A rush fills the terminal for so long. */
const AFTER_MS = 1000
/** How often counts are told. */
const EVERY_MS = 1000

export interface RushLines {
  readonly later: Later
  /** Tells what was counted so far. */
  flush(): void
}

/** `later` takes a line of its own, `tell` a text between lines. */
export function createRushLines(
  later: Later,
  tell: (text: string) => void,
  isRush: () => boolean = createRush(AFTER_MS),
): RushLines {
  const counts = new Map<SandboxEvent['kind'], number>()
  let timer: NodeJS.Timeout | null = null

  function flush(): void {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    tell(`${leftOut(counts)}\n`)
    counts.clear()
  }

  return {
    flush,
    later(read, about) {
      const is_rush = isRush()
      if (is_rush && about.level === 'info') {
        counts.set(about.kind, (counts.get(about.kind) ?? 0) + 1)
        timer ??= setTimeout(flush, EVERY_MS).unref()
        return
      }
      if (!is_rush) flush()
      later(read, about)
    },
  }
}

/** `… 결제 6,024줄, REST 3,012줄, 웹훅 2,001줄을 생략했습니다 (전부 보기: --json)` */
function leftOut(counts: ReadonlyMap<SandboxEvent['kind'], number>): string {
  const each = [...counts].map(([kind, count]) => {
    const number = count.toLocaleString('en-US')
    return t(`${EVENT_KINDS[kind].ko} ${number}줄`, `${number} ${EVENT_KINDS[kind].en}`)
  })
  return t(
    `… ${each.join(', ')}을 생략했습니다 (전부 보기: --json)`,
    `… lines left out: ${each.join(', ')} (--json has them all)`,
  )
}
