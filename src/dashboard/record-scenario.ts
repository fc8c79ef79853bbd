/** What was just done, as a scenario file: the recorder of the control API. */
import type { Bilingual } from '../core/bilingual.ts'
import { callOperation, operationNamed } from '../core/call.ts'
import { CallerError } from '../core/caller-error.ts'
import { parseDuration } from '../core/duration.ts'
import { isRecord } from '../core/schema.ts'
import type { DashboardParts } from './parts.ts'

export interface Recorded {
  readonly text: string | null
  readonly problem: Bilingual | string | null
}

/** `from`: how far back in real time, such as `10m`; or an imp_uid. */
export async function recordScenario(
  { clock, control, merchants }: DashboardParts,
  from: string,
): Promise<Recorded> {
  const row = operationNamed(control, 'POST /scenarios/from')
  if (!row) return { text: null, problem: null }
  const seconds = parseDuration(from)
  const body = /^imp_/.test(from)
    ? { imp_uid: from }
    : { since: String(clock.wall_ms() - (seconds ?? 600) * 1000) }
  try {
    const answer = await callOperation(row, { body }, { merchant: merchants.byDefault().id, user_agent: '' })
    return { text: textOf(answer), problem: null }
  } catch (error) {
    if (error instanceof CallerError) return { text: null, problem: error.said }
    throw error
  }
}

function textOf(answer: unknown): string | null {
  if (typeof answer === 'string') return answer
  if (!isRecord(answer)) return null
  const found = answer.yaml ?? answer.text ?? answer.scenario
  return typeof found === 'string' ? found : JSON.stringify(answer, null, 2)
}
