/** Scenarios over the control API: faults are armed, listed and taken away while the sandbox runs. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import type { ControlParts } from './parts.ts'
import { listOf, row } from './row.ts'

export function scenarioOperations({ acts, scenarios }: ControlParts): Operation[] {
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
      body: z.object({
        name: z.string().min(1).max(100).default('default'),
        faults: z.unknown().optional(),
        yaml: z.string().optional().describe('a scenario file’s text, in place of name and faults'),
      }),
      example: {
        body: {
          name: 'webhook-lost',
          faults: [{ at: 'webhook.send', match: { event: 'paid' }, do: 'lost', nth: 1 }],
        },
      },
      returns: z.unknown(),
      handle: ({ body: { name, faults, yaml } }) =>
        listOf(yaml === undefined ? acts.armFaults(name, faults) : acts.armText(yaml).armed),
    }),
    operation({
      ...row(
        'GET',
        '/scenarios/library',
        'Scenarios that can be armed by their name: those of the package with faults, and those that were handed in as YAML.',
      ),
      returns: z.unknown(),
      handle: () => {
        const shelf = acts.scenarioShelf()
        return listOf([...shelf.own(), ...shelf.builtIn()].map(({ text: _, ...one }) => one))
      },
    }),
    operation({
      ...row('POST', '/scenarios/library/{name}/arm', 'Arms a scenario of the library by its name.'),
      params: z.object({ name: z.string() }),
      returns: z.unknown(),
      example: { params: { name: 'webhook-lost' } },
      handle: ({ params: { name } }) => listOf(acts.armNamed(name)),
    }),
    operation({
      ...row('DELETE', '/scenarios', 'Disarms one scenario, or all of them.'),
      query: z.object({ scenario: z.string().optional() }),
      returns: z.unknown(),
      handle: ({ query }) => {
        acts.disarm(query.scenario)
        return listOf(scenarios.list())
      },
    }),
  ]
}
