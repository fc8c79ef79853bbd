/** Faults are armed and taken away while the sandbox runs: as a list, as a file's text, or by the name of a scenario that is there. */
import { asBilingual, say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { YamlError } from '../core/yaml-file.ts'
import { FaultFlaws, readFaultFile, readFaults } from '../scenarios/read.ts'
import type { Armed } from '../scenarios/scenarios.ts'
import { createShelf, type Shelf } from '../scenarios/shelf.ts'
import type { ActParts } from './parts.ts'

const SEE = say('docs/guides/scenarios.md를 보세요.', 'See docs/guides/scenarios.md.')

/** Each sandbox has a shelf of its own. */
const shelves = new WeakMap<ActParts['scenarios'], Shelf>()
const names = new WeakMap<ActParts['operations'], readonly string[]>()

function operationsOf({ operations }: ActParts): readonly string[] {
  const known = names.get(operations) ?? operations.map(({ method, path }) => `${method} ${path}`)
  names.set(operations, known)
  return known
}

/** The scenarios that can be armed by name. */
export function scenarioShelf(parts: ActParts): Shelf {
  const known = shelves.get(parts.scenarios) ?? createShelf(() => operationsOf(parts))
  shelves.set(parts.scenarios, known)
  return known
}

/** Arms a list of faults; a scenario of the same name is replaced. */
export function armFaults(parts: ActParts, name: string, faults: unknown): Armed[] {
  try {
    const armed = parts.scenarios.arm(name, readFaults(faults, operationsOf(parts)))
    // A fault that waits for a time is due work.
    parts.ticker.poke()
    return armed
  } catch (error) {
    if (!(error instanceof FaultFlaws)) throw error
    // Faults are wrong in more ways than one parameter: every one of them is told.
    throw new CallerError(400, 'parameter_invalid', asBilingual(error.said), SEE)
  }
}

/** Arms the faults of a scenario file by its text, and keeps it on the shelf. Every line that is wrong is told. */
export function armText(parts: ActParts, text: string): { name: string; armed: Armed[] } {
  try {
    const file = readFaultFile('scenario', text, operationsOf(parts))
    scenarioShelf(parts).put(file, text)
    const armed = parts.scenarios.arm(file.name, file.faults)
    parts.ticker.poke()
    return { name: file.name, armed }
  } catch (error) {
    if (!(error instanceof YamlError)) throw error
    throw new CallerError(400, 'scenario_invalid', asBilingual(error.said), SEE)
  }
}

/** Arms a scenario of the shelf by its name. */
export function armNamed(parts: ActParts, name: string): Armed[] {
  const found = scenarioShelf(parts).byName(name)
  if (!found)
    throw new CallerError(
      404,
      'scenario_not_found',
      say(`${name}이라는 시나리오가 없습니다.`, `There is no scenario ${name}.`),
      'GET /_sandbox/scenarios/library',
    )
  const armed = parts.scenarios.arm(name, found.faults)
  parts.ticker.poke()
  return armed
}

/** Takes one scenario away, or all. Answers how many faults went. */
export function disarm({ scenarios }: ActParts, name?: string): number {
  return scenarios.disarm(name)
}
