/**
 * A window ends once. Who comes while it is ending (the shop is being asked, or a webhook goes first) waits for that end;
 * who comes later only hears which way it went home.
 */

import type { WayHome } from './home/way-home.ts'
import type { Engine } from './verbs.ts'

export function createEnd<S, O, E extends string, H extends WayHome>(
  engine: () => Engine<S, O, E, H>,
): Pick<Engine<S, O, E, H>, 'end' | 'underway'> {
  const endings = new Map<string, Promise<H>>()
  return {
    underway: (window_id) => endings.get(window_id),
    end(window_id, outcome, by_steps = false) {
      const ending = endings.get(window_id)
      if (ending) return ending
      const run = endOnce(engine(), window_id, outcome, by_steps).finally(() => endings.delete(window_id))
      endings.set(window_id, run)
      return run
    },
  }
}

async function endOnce<S, O, E extends string, H extends WayHome>(
  { kind, find, leave, told, home }: Engine<S, O, E, H>,
  window_id: string,
  outcome: O | undefined,
  by_steps: boolean,
): Promise<H> {
  const window = find(window_id)
  if (window.ended) return leave(window)
  const { afterwards } = await kind.conclude(window, outcome, by_steps)
  told(window_id)
  afterwards?.()
  return home(window_id)
}
