/** What one kind of window decides for itself. All else is the same in every window: engine.ts. */
import type { Input, OpenStep, Problems } from './form.ts'
import type { WayHome } from './home/way-home.ts'
import type { WindowStore } from './store.ts'
import type { OpenWindow } from './window.ts'

export interface WindowKind<Subject, Outcome, Ending extends string, Home extends WayHome> {
  readonly windows: WindowStore<Ending>
  /** What the window is open for. */
  readonly subjectOf: (imp_uid: string) => Subject
  /** Its steps, as far as what was typed decides them. */
  readonly stepsOf: (subject: Subject, input: Input) => readonly OpenStep[]
  /** What a rightly filled form sets going before the window goes on: a code is sent, or checked. */
  readonly taken?: (window: OpenWindow<Ending>, step: OpenStep, values: Input) => Taken<Outcome> | null
  /** Whether an app finishes what the last step began. */
  readonly handsOver?: (window: OpenWindow<Ending>, subject: Subject, input: Input) => boolean
  /** Decides and writes how the window ends. Without an outcome somebody has gone through to its end. */
  readonly conclude: (
    window: OpenWindow<Ending>,
    outcome: Outcome | undefined,
    by_steps: boolean,
  ) => Promise<Concluded>
  /** Which way the result goes home. `by_app`: through the shop's app. */
  readonly homeOf: (window: OpenWindow<Ending>, by_app: boolean) => Home
}

/** Why a form does not lead on after all, and whether it ends the window. */
export interface Taken<Outcome> {
  readonly problems: Problems
  readonly outcome?: Outcome
}

export interface Concluded {
  /** What happens once everybody who waits for the window has been told. */
  readonly afterwards?: () => void
}
