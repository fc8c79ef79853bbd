/** Who hears of records as they come: of those that people are told, or of every one. */
import type { Entry } from './entry.ts'

type Listener = (entry: Entry) => void

/** `hear`: how one of them is told. */
export function createListeners(hear: (listener: Listener, entry: Entry) => void) {
  const told = new Set<Listener>()
  const all = new Set<Listener>()

  const add = (to: Set<Listener>) => (listener: Listener) => {
    to.add(listener)
    return () => void to.delete(listener)
  }

  return {
    /** Calls back with every record that people are told of; answers how to stop. */
    follow: add(told),
    /** The same of every record. */
    watch: add(all),

    tell(entry: Entry): void {
      for (const listener of all) hear(listener, entry)
      if (entry.line_no === null) return
      for (const listener of told) hear(listener, entry)
    },
  }
}
