/** One step back from the step that the form is of, keeping what was rightly typed into it. */

import type { Input } from './form.ts'
import type { WayHome } from './home/way-home.ts'
import type { Engine } from './verbs.ts'

export function back<S, O, E extends string, H extends WayHome>(
  { kind, find }: Engine<S, O, E, H>,
  window_id: string,
  step_id: string,
  form: Input,
): void {
  const window = find(window_id)
  const step = kind.stepsOf(kind.subjectOf(window.imp_uid), window.input)[window.step]
  if (window.ended || step?.id !== step_id) return
  const typed = step.one_use ? {} : step.read(form).values
  kind.windows.move(window.id, Math.max(0, window.step - 1), { ...window.input, ...typed })
}
