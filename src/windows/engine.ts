/** The engine of all windows, whatever they are open for: what can be done with one. Each verb has its file. */
import { refusal } from '../catalog/refusals.ts'
import { back } from './back.ts'
import { createEnd } from './end.ts'
import type { WayHome } from './home/way-home.ts'
import type { WindowKind } from './kind.ts'
import { leave } from './leave.ts'
import { submit } from './submit.ts'
import type { Engine } from './verbs.ts'

export function createEngine<Subject, Outcome, Ending extends string, Home extends WayHome>(
  kind: WindowKind<Subject, Outcome, Ending, Home>,
  told: (window_id: string) => void,
): Engine<Subject, Outcome, Ending, Home> {
  const engine: Engine<Subject, Outcome, Ending, Home> = {
    kind,
    told,
    find(window_id) {
      const window = kind.windows.byId(window_id)
      if (!window) throw refusal('window_not_found')
      return window
    },
    submit: (window_id, step_id, form) => submit(engine, window_id, step_id, form),
    back: (window_id, step_id, form) => back(engine, window_id, step_id, form),
    ...createEnd(() => engine),
    leave: (window) => leave(engine, window),
    home: (window_id, by_app = false) => kind.homeOf(engine.find(window_id), by_app),
  }
  return engine
}
