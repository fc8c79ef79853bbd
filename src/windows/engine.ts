/** The engine of all windows, whatever they are open for: what can be done with one. Each verb has its file. */
import { refusal } from '../catalog/refusals.ts'
import { back } from './back.ts'
import { createEnd } from './end.ts'
import type { Input } from './form.ts'
import type { WayHome } from './home/way-home.ts'
import type { WindowKind } from './kind.ts'
import { leave } from './leave.ts'
import { type Submitted, submit } from './submit.ts'
import type { OpenWindow } from './window.ts'

export interface Engine<Subject, Outcome, Ending extends string, Home extends WayHome> {
  readonly kind: WindowKind<Subject, Outcome, Ending, Home>
  /** Refuses an id that no window has. */
  find(window_id: string): OpenWindow<Ending>
  /** Somebody sends a step's form. */
  submit(window_id: string, step_id: string, form: Input): Promise<Submitted>
  /** One step back. */
  back(window_id: string, step_id: string, form: Input): void
  /** Somebody is through with all steps, or a test says what happens. It ends once; a second ending changes nothing. */
  end(window_id: string, outcome?: Outcome, by_steps?: boolean): Promise<Home>
  /** Somebody has read what an ended window still showed, and goes home. */
  leave(window: OpenWindow<Ending>): Home
  /** The result of a window: what the page's callback gets, or where its browser goes. `by_app`: through the shop's app. */
  home(window_id: string, by_app?: boolean): Home
  /** Tells whoever waits for a window that it has ended. */
  told(window_id: string): void
}

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
    end: createEnd(() => engine),
    leave: (window) => leave(engine, window),
    home: (window_id, by_app = false) => kind.homeOf(engine.find(window_id), by_app),
  }
  return engine
}
