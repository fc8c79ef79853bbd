/** A step's form is sent: what is wrong with it is said, or the window goes on; its last step ends it. */
import type { Input } from './form.ts'
import type { WayHome } from './home/way-home.ts'
import type { Engine, Submitted } from './verbs.ts'

const NOTHING_WRONG: Submitted = { problems: {} }

export async function submit<S, O, E extends string, H extends WayHome>(
  engine: Engine<S, O, E, H>,
  window_id: string,
  step_id: string,
  form: Input,
): Promise<Submitted> {
  const { kind } = engine
  const window = engine.find(window_id)
  const subject = kind.subjectOf(window.imp_uid)
  const now = kind.stepsOf(subject, window.input)
  const step = now[window.step]
  if (!window.ended && !step && now.at(-1)?.id === step_id) {
    // The last form came twice: the first one is ending the window, and the second waits for the same end.
    await engine.end(window_id, undefined, true)
    return NOTHING_WRONG
  }
  if (window.ended || step?.id !== step_id) return NOTHING_WRONG

  const { values, problems } = step.read(form)
  if (Object.keys(problems).length > 0) return { problems }
  const taken = kind.taken?.(window, step, values)
  if (taken?.outcome !== undefined) await engine.end(window_id, taken.outcome)
  if (taken) return { problems: taken.problems }

  const input = step.one_use ? window.input : { ...window.input, ...values }
  const steps = kind.stepsOf(subject, input)
  const is_last = window.step + 1 >= steps.length
  if (is_last && kind.handsOver?.(window, subject, input)) {
    kind.windows.move(window.id, window.step, input)
    return { problems: {}, hands_over: true }
  }
  kind.windows.move(window.id, Math.min(window.step + 1, steps.length), input)
  if (is_last) await engine.end(window_id, undefined, true)
  return NOTHING_WRONG
}
