/** Scenarios that can be armed by their name: those that come with the package, and those that somebody has handed in since. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFile } from '../core/package.ts'
import { parseYaml } from '../core/yaml-file.ts'
import { type FaultFile, readFaultFile } from './read.ts'

export interface Shelved extends FaultFile {
  /** The file's text. */
  readonly text: string
  readonly is_built_in: boolean
}

/** How many of one's own are kept. */
const KEPT = 50

export function createShelf(operations: () => readonly string[]) {
  /** Those of the package, read when somebody asks for the first time. */
  let shipped: readonly Shelved[] | null = null
  let own: readonly Shelved[] = []

  function builtIn(): readonly Shelved[] {
    shipped ??= shippedFiles(operations())
    return shipped
  }

  return {
    /** Those with faults; the others are only played (`replay`). */
    builtIn,
    own: (): readonly Shelved[] => own,
    byName: (name: string): Shelved | null => [...own, ...builtIn()].find((one) => one.name === name) ?? null,

    /** Keeps one that was handed in; one of the same name is replaced. */
    put(file: FaultFile, text: string): void {
      own = [{ ...file, text, is_built_in: false }, ...own.filter(({ name }) => name !== file.name)].slice(
        0,
        KEPT,
      )
    },

    remove(name: string): void {
      own = own.filter((one) => one.name !== name)
    },
  }
}

export type Shelf = ReturnType<typeof createShelf>

function shippedFiles(operations: readonly string[]): Shelved[] {
  const folder = packageFile('fixtures/scenarios')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yml'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      if (!/^faults:/m.test(text)) return []
      // An empty list arms nothing.
      const { value } = parseYaml(file, text)
      const { faults } = value as { faults?: unknown[] }
      if (!faults || faults.length === 0) return []
      return [{ ...readFaultFile(file, text, operations), text, is_built_in: true }]
    })
}
