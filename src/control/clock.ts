/** Virtual time: where the clock stands, how it is set, and doing what is due. */
import { z } from 'zod'
import { type Bilingual, say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { type Clock, LATEST_S, parseIso } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import { kstIso } from '../core/kst.ts'
import { type Operation, operation } from '../core/operation.ts'
import type { ControlParts } from './parts.ts'
import { row } from './row.ts'

const ClockChange = z.strictObject({
  mode: z.enum(['system', 'frozen']).optional(),
  to: z.string().optional().describe('ISO time; without a zone it is Korean time'),
  by: z.union([z.number(), z.string()]).optional().describe('what the npm package ms reads, or seconds'),
})
type ClockChange = z.infer<typeof ClockChange>

export function clockOperations(parts: ControlParts): Operation[] {
  const { clock, ticker } = parts
  const answer = (ran: readonly string[] = []) => ({ ...showClock(clock), ran })
  return [
    operation({
      ...row('GET', '/clock', 'Virtual time.'),
      returns: z.unknown(),
      handle: () => answer(),
    }),
    operation({
      ...row(
        'POST',
        '/clock',
        '`{mode: "system"}`, `{mode: "frozen", to?: ISO}`, `{to: ISO}` or `{by: DURATION}`: walks from due time to due time.',
      ),
      body: ClockChange,
      returns: z.unknown(),
      handle: async ({ body }) => {
        const ran = await changeClock(parts, body)
        parts.clockChanged()
        return answer(ran)
      },
    }),
    operation({
      ...row(
        'POST',
        '/settle',
        'Does all work that is due now (webhooks and the rest), and all that comes of it.',
      ),
      returns: z.unknown(),
      handle: async () => answer(await ticker.settle()),
    }),
  ]
}

export function showClock(clock: Clock) {
  return { now: clock.now(), iso: kstIso(clock.now()), mode: clock.mode() }
}

async function changeClock({ clock, walk }: ControlParts, change: ClockChange): Promise<readonly string[]> {
  const { mode } = change
  const { to_ms, by_s } = readChange(change)
  if (mode === 'system') {
    followMachine(clock, to_ms)
    return []
  }
  const target = by_s === null ? (to_ms ?? 0) / 1000 : clock.now() + by_s
  if (target > LATEST_S) {
    const parameter = by_s === null ? 'to' : 'by'
    throw notWalkable(
      say(
        `${parameter}: ${kstIso(LATEST_S)}보다 뒤로는 갈 수 없습니다.`,
        `${parameter} leads beyond ${kstIso(LATEST_S)}.`,
      ),
    )
  }
  if (by_s !== null) return walk(clock.now() + by_s)
  if (to_ms === null && mode === undefined)
    throw notWalkable(say('by, to, mode 중 하나가 필요합니다.', 'by, to or mode is needed.'))
  if (to_ms !== null && to_ms < clock.now_ms())
    throw notWalkable(
      say(
        `to가 지금(${kstIso(clock.now())})보다 앞입니다; 시계는 거꾸로 가지 않습니다. reset을 쓰세요.`,
        `to lies before now (${kstIso(clock.now())}); a clock does not go back, reset does.`,
      ),
    )
  if (mode === 'frozen') clock.freeze(clock.now_ms())
  return to_ms === null ? [] : walk(Math.floor(to_ms / 1000))
}

function readChange({ mode, to, by }: ClockChange): { to_ms: number | null; by_s: number | null } {
  const to_ms = to === undefined ? null : parseIso(to)
  if (to !== undefined && to_ms === null)
    throw notWalkable(
      say(
        'to에는 2026-01-01T00:00:00+09:00 같은 ISO 시각을 주세요.',
        'to must be an ISO time such as 2026-01-01T00:00:00+09:00.',
      ),
    )
  const by_s = by === undefined ? null : parseDuration(by)
  if (by !== undefined && by_s === null)
    throw notWalkable(
      say(
        `by에는 '3d', '10m' 같은 기간이나 초를 주세요: ${by}`,
        `by must be a duration such as '3d', '10m' or a number of seconds, not ${by}.`,
      ),
    )
  if (by_s !== null && (to !== undefined || mode !== undefined))
    throw notWalkable(say('by는 to, mode와 함께 쓸 수 없습니다.', 'by stands alone, without to and mode.'))
  return { to_ms, by_s }
}

/** A clock that stands still may be set to the machine's time, whichever side it is on: that is how a test ends. */
function followMachine(clock: Clock, to_ms: number | null): void {
  if (to_ms !== null)
    throw notWalkable(say('to는 mode system과 함께 쓸 수 없습니다.', 'to does not go with mode system.'))
  if (clock.mode() === 'offset' && clock.lead_ms() > 0) {
    throw notWalkable(
      say(
        `실제 시각이 지금(${kstIso(clock.now())})보다 앞입니다; 시계는 거꾸로 가지 않습니다. reset을 쓰세요.`,
        `mode system lies before now (${kstIso(clock.now())}); a clock does not go back, reset does.`,
      ),
    )
  }
  clock.follow()
}

function notWalkable(said: Bilingual): CallerError {
  return new CallerError(400, 'parameter_invalid', said)
}
