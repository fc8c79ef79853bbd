/** Waiting over HTTP. Values are waited for by the sandbox itself; a function stays here and is asked whenever something happened. */
import type { BilingualError } from '../core/bilingual.ts'
import type { Happening, Match } from '../parts/wait.ts'
import type { ControlApi } from './control-api.ts'
import { told } from './speaking.ts'

const DEFAULT_MS = 5000

/** Where the sandbox lists them; as many as it looks at itself. */
const LISTS: Readonly<
  Record<keyof Happening, { readonly path: string; readonly query: Record<string, string> }>
> = {
  payment: { path: '/payments', query: { sorting: '-updated' } },
  webhook: { path: '/webhooks', query: {} },
  request: { path: '/requests', query: {} },
  event: { path: '/events', query: {} },
}
const LOOKED_AT = 1000

export async function waitOver<K extends keyof Happening>(
  api: ControlApi,
  event: K,
  match: Match<Happening[K]> = {},
  { timeout_ms = DEFAULT_MS }: { timeout_ms?: number } = {},
): Promise<Happening[K]> {
  if (typeof match !== 'function') return api.call('POST', '/wait', { body: { event, match, timeout_ms } })
  const { path, query } = LISTS[event]
  const turn = createTurn(timeout_ms)
  // Before the first look: what happens meanwhile asks for another.
  const unfollow = await api.follow(turn.happened)
  try {
    for (;;) {
      const all = await api.list<Happening[K]>(path, query, { limit: LOOKED_AT })
      const found = all.find((subject) => match(subject))
      if (found !== undefined) return found
      if (!(await turn.next())) throw late(event, timeout_ms, all.length)
    }
  } finally {
    turn.end()
    unfollow()
  }
}

/** Whether it is worth another look: yes as soon as something has happened since the last one, no when time is up. */
function createTurn(timeout_ms: number) {
  let has_happened = false
  let is_over = false
  let wake = (): void => {}
  const timer = setTimeout(() => {
    is_over = true
    wake()
  }, timeout_ms)
  return {
    happened: () => {
      has_happened = true
      wake()
    },
    async next(): Promise<boolean> {
      if (!has_happened && !is_over)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      const is_worth = has_happened
      has_happened = false
      return is_worth && !is_over
    },
    end: () => clearTimeout(timer),
  }
}

function late(event: string, timeout_ms: number, count: number): BilingualError {
  return told(
    `${timeout_ms}ms 안에 맞는 ${event}이(가) 없었습니다 (모두 ${count}건). 웹훅은 settle이나 advance에서 나가고, live이면 스스로 나갑니다.`,
    `No ${event} that fits within ${timeout_ms} ms (there are ${count} of any kind). Webhooks leave in settle and advance, or by themselves with live.`,
  )
}
