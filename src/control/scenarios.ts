/** Scenarios over the control API: faults are armed, listed and taken away while the sandbox runs. */
import { z } from 'zod'
import { flawsIn, pathText } from '../core/flaws.ts'
import { type Operation, operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'
import { type Fault, faultSchema } from '../scenarios/fault.ts'
import type { Armed, Scenarios } from '../scenarios/scenarios.ts'
import { ControlError } from './errors.ts'

const own = assumed('the sandbox’s own control API')

export interface ScenarioControlParts {
  readonly scenarios: Scenarios
  /** The REST operations that a fault may name. */
  readonly operations: readonly Operation[]
  /** A fault that waits for a time is due work. */
  readonly changed: () => void
}

export function scenarioOperations({ scenarios, operations, changed }: ScenarioControlParts): Operation[] {
  const schema = z.array(faultSchema(operations.map(({ method, path }) => `${method} ${path}`)))
  const row = (method: Operation['method'], path: string, summary: string) => ({
    method,
    path,
    summary,
    tag: 'scenarios',
    token: false,
    known: own,
    returns: z.unknown(),
  })

  /** Faults are wrong in more ways than one parameter: every one of them is told. */
  function readFaults(raw: unknown): Fault[] {
    const flaws = flawsIn(schema, raw, ['faults'])
    if (flaws.length === 0) return schema.parse(raw)
    const lines = flaws.map(({ path, message }) => `${pathText(path)}: ${message}`)
    throw new ControlError(400, 'parameter_invalid', lines.join('; '), 'See docs/guides/scenarios.md.')
  }

  return [
    operation({
      ...row(
        'GET',
        '/scenarios',
        'The faults that are armed, how often each was met, and how often it acted.',
      ),
      handle: () => shown(scenarios.list()),
    }),
    operation({
      ...row('GET', '/scenarios/unused', 'The faults that never acted.'),
      handle: () => shown(scenarios.unused()),
    }),
    operation({
      ...row(
        'POST',
        '/scenarios',
        'Arms the faults of a scenario file; a scenario of the same name is replaced.',
      ),
      body: z.object({ name: z.string().min(1).max(100).default('default'), faults: z.unknown() }),
      example: {
        body: {
          name: 'webhook-lost',
          faults: [{ at: 'webhook.send', match: { event: 'paid' }, do: 'lost', nth: 1 }],
        },
      },
      handle: ({ body: { name, faults } }) => {
        const armed = scenarios.arm(name, readFaults(faults))
        changed()
        return shown(armed)
      },
    }),
    operation({
      ...row('DELETE', '/scenarios', 'Disarms one scenario, or all of them.'),
      query: z.object({ scenario: z.string().optional() }),
      handle: ({ query }) => {
        scenarios.disarm(query.scenario)
        return shown(scenarios.list())
      },
    }),
  ]
}

function shown(list: readonly Armed[]) {
  return { list, total: list.length }
}
