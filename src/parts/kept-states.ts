/** States that are kept under a name, in memory, and brought back: payments, webhooks, settings, clock and journal. */
import type { Snapshots } from '../core/snapshots.ts'
import type { JournalMark } from '../journal.ts'
import type { Parts } from './parts.ts'

/** `seed`: that of the start, for a state which knows none. */
export function keptStates(parts: Parts, snapshots: Snapshots, seed: string) {
  const { clock, dice, journal, rememberClock, stores, ticker } = parts
  /** Where the journal was when each of them was taken. */
  const marks = new Map<string, JournalMark>()
  return {
    /** Keeps all there is under a name: payments, webhooks, settings and the clock. */
    async save(name: string): Promise<void> {
      await ticker.exclusively(async () => {
        rememberClock()
        snapshots.save(name)
        marks.set(name, journal.mark())
      })
    },

    /** Brings back what a snapshot keeps. False when there is none of that name. */
    async restore(name: string): Promise<boolean> {
      const is_there = await ticker.exclusively(async () => snapshots.restore(name))
      if (is_there) {
        stores.merchants.forget()
        stores.forget()
        stores.rules.forget()
        parts.chores.reset()
        parts.watch.forget()
        clock.restore(JSON.parse(stores.memory.recall('clock') ?? '{"mode":"system"}'))
        dice.reseed(stores.memory.recall('seed') ?? seed)
        const mark = marks.get(name)
        if (mark) journal.rewind(mark)
      }
      ticker.poke()
      return is_there
    },

    list: snapshots.list,
    remove: snapshots.remove,
  }
}
