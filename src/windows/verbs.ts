/** What can be done with a window, whatever it is open for. */
import type { Input, Problems } from './form.ts'
import type { WayHome } from './home/way-home.ts'
import type { WindowKind } from './kind.ts'
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
  /** The end that a window is coming to at this moment, for whoever asks for its page meanwhile. */
  underway(window_id: string): Promise<Home> | undefined
  /** Somebody has read what an ended window still showed, and goes home. */
  leave(window: OpenWindow<Ending>): Home
  /** The result of a window: what the page's callback gets, or where its browser goes. `by_app`: through the shop's app. */
  home(window_id: string, by_app?: boolean): Home
  /** Tells whoever waits for a window that it has ended. */
  told(window_id: string): void
}

/** What comes of a step's form. */
export interface Submitted {
  readonly problems: Problems
  /** The app of a card, bank or wallet goes on from here. */
  readonly hands_over?: true
}
