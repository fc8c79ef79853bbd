/** Scenarios over the control API: faults are armed, listed and taken away while the sandbox runs. */
import { z } from 'zod'
import { CallerError } from '../core/caller-error.ts'
import { flawsIn, pathText } from '../core/flaws.ts'
import { type Operation, operation } from '../core/operation.ts'
import { type Fault, faultSchema } from '../scenarios/fault.ts'
import type { ControlParts } from './parts.ts'
import { listOf, row } from './row.ts'

export function scenarioOperations({ scenarios, operations, ticker }: ControlParts): Operation[] {
  const schema = z.array(faultSchema(operations.map(({ method, path }) => `${method} ${path}`)))

  /** Faults are wrong in more ways than one parameter: every one of them is told. */
  function readFaults(raw: unknown): Fault[] {
    const flaws = flawsIn(schema, raw, ['faults'])
    if (flaws.length === 0) return schema.parse(raw)
    const lines = flaws.map(({ path, message }) => `${pathText(path)}: ${message}`)
    throw new CallerError(400, 'parameter_invalid', lines.join('; '), 'See docs/guides/scenarios.md.')
  }

  return [
    operation({
      ...row(
        'GET',
        '/scenarios',
        'The faults that are armed, how often each was met, and how often it acted.',
      ),
      returns: z.unknown(),
      handle: () => listOf(scenarios.list()),
    }),
    operation({
      ...row('GET', '/scenarios/unused', 'The faults that never acted.'),
      returns: z.unknown(),
      handle: () => listOf(scenarios.unused()),
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
      returns: z.unknown(),
      handle: ({ body: { name, faults } }) => {
        const armed = scenarios.arm(name, readFaults(faults))
        // A fault that waits for a time is due work.
        ticker.poke()
        return listOf(armed)
      },
    }),
    operation({
      ...row('DELETE', '/scenarios', 'Disarms one scenario, or all of them.'),
      query: z.object({ scenario: z.string().optional() }),
      returns: z.unknown(),
      handle: ({ query }) => {
        scenarios.disarm(query.scenario)
        return listOf(scenarios.list())
      },
    }),
  ]
}
