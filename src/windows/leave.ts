/** Somebody has read what an ended window still showed, such as an issued account, and goes home. */

import type { WayHome } from './home/way-home.ts'
import type { Engine } from './verbs.ts'
import type { OpenWindow } from './window.ts'

export function leave<S, O, E extends string, H extends WayHome>(
  { kind, home, told }: Engine<S, O, E, H>,
  window: OpenWindow<E>,
): H {
  if (window.held) {
    kind.windows.release(window.id)
    told(window.id)
  }
  return home(window.id)
}
