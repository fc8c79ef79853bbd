/** The journal's line when a fault acts, so that nobody looks for a bug that was ordered. */
import type { SandboxEvent } from '../journal.ts'
import type { Fault } from './fault.ts'

type Line = [kind: SandboxEvent['kind'], text: string, detail: Record<string, unknown>, level: 'warn']

export function actedLine(scenario: string, fault: Fault): Line {
  return [kindOf(fault), `시나리오 ${scenario}: ${fault.at} ${effectText(fault)}`, { scenario }, 'warn']
}

/** `lost`, `late 10m`, `status 503` */
export function effectText({ do: effect }: Pick<Fault, 'do'>): string {
  if (typeof effect === 'string') return effect
  return Object.entries(effect)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ')
}

function kindOf({ at }: Fault): SandboxEvent['kind'] {
  if (at === 'time') return 'clock'
  if (at === 'webhook.send') return 'webhook'
  return at.startsWith('rest ') ? 'rest' : 'order'
}
