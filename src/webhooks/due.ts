/**
 * Takes what is due out of the outbox and lets it be sent.
 *
 * Live, a slow shop holds up itself alone. By hand (`settle`, `advance`), one delivery follows the other, so that the same
 * program does the same things in the same order; only where a shop is slow do the next ones go beside it.
 */
import type { Clock } from '../core/clock.ts'
import type { DueWork, NextWork } from '../core/due-work.ts'
import type { Outbox } from './outbox.ts'
import { redactUrl } from './redact.ts'
import type { Sender } from './sender.ts'
import { within } from './within.ts'

/** By hand: how long a delivery goes alone before the next one goes beside it. */
const PATIENCE_MS = 500
/** By hand: how often a file that cannot be written is waited for. */
const RESTS = 3

export function createDueWebhooks(outbox: Outbox, clock: Clock, sender: Sender): Required<DueWork> {
  const { deliver, lanes } = sender
  const isPaused = () => sender.isStopped() || sender.resting() !== null
  const startable = (limit: number) =>
    isPaused() || limit <= 0 ? [] : outbox.startable(clock.now_ms(), lanes.taken(), limit)

  return {
    isKnownDue: () => !isPaused() && lanes.room() > 0 && outbox.isKnownDue(clock.now_ms(), lanes.isFree),

    /** When the next delivery may leave; null when none waits for its time. */
    nextDue(): number | null {
      if (isPaused() || lanes.room() <= 0) return null
      const due_ms = outbox.nextDue(lanes.taken())
      return due_ms === null ? null : due_ms / 1000
    },

    next(): NextWork | null {
      const due_ms = isPaused() ? null : outbox.nextDue(lanes.taken())
      const [first] = due_ms === null ? [] : outbox.startable(due_ms, lanes.taken(), 1)
      return first ? { kind: 'webhook', about: first.merchant_uid ?? first.event } : null
    },

    /** Delivers all that is due now, and answers one line for each. */
    async runDue(): Promise<string[]> {
      const lines: string[] = []
      for (let rests = 0; ; ) {
        const [next] = startable(Math.min(1, lanes.room()))
        if (next) {
          const { id, event, imp_uid, url } = next
          void deliver(next)
          if (!sender.resting()) lines.push(`webhook ${id} ${event} ${imp_uid ?? ''} → ${redactUrl(url)}`)
          await within(PATIENCE_MS, sender.oneEnds())
        } else if (sender.isBusy()) await sender.oneEnds()
        else if (sender.resting() && rests++ < RESTS) await sender.resting()
        else {
          // Nothing can leave: nobody is to say again that something could.
          outbox.forgetWaiting()
          return lines
        }
      }
    },

    /** Live: begins what is due, as far as there is room. */
    startDue(): void {
      const first = startable(lanes.room())
      if (first.length === 0) outbox.forgetWaiting()
      for (const delivery of first) if (!isPaused() && lanes.isFree(delivery)) void deliver(delivery)
    },

    finish: sender.finish,
  }
}
