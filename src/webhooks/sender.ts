/** Sends deliveries: which are under way, what waits for them, and the end of all. */
import { type AttemptParts, createAttempt } from './attempt.ts'
import { createConnections } from './connections.ts'
import { createCut } from './cut.ts'
import type { Delivery, Why } from './delivery.ts'
import { createLanes } from './lanes.ts'
import type { Outbox } from './outbox.ts'
import { createResting } from './resting.ts'
import { within } from './within.ts'

export interface SenderParts extends AttemptParts {
  /** A delivery has ended, or one may leave earlier than it was to: live, something else may be due. */
  readonly moved: () => void
  readonly fault: (error: unknown) => void
}

export type Sender = ReturnType<typeof createSender>

export function createSender(parts: SenderParts) {
  const { outbox } = parts
  const lanes = createLanes()
  const connections = createConnections()
  const running = new Set<Promise<void>>()
  let cut = createCut()
  let is_stopped = false
  const { rest, resting, wake } = createResting(parts.later, parts.moved)
  const attempt = createAttempt(parts, connections, { rest, resting })

  /** One attempt. Never rejects. */
  function deliver(delivery: Delivery, why: Why = whyNow(outbox, delivery)): Promise<void> {
    lanes.enter(delivery)
    // Others are cut off by another one.
    const run = attempt(delivery, why, cut)
      .catch((error) => {
        // A commit that came too late to be noticed when it began.
        rest()
        parts.fault(error)
      })
      .finally(() => {
        lanes.leave(delivery)
        running.delete(run)
        parts.moved()
      })
    running.add(run)
    return run
  }

  /** Waits until one of those under way has ended. */
  const oneEnds = (): Promise<void> => Promise.race(running)

  return {
    lanes,
    deliver,
    oneEnds,
    isStopped: () => is_stopped,
    resting,
    isBusy: () => running.size > 0,

    /** Sends these now, whatever else waits, and waits for their answers. */
    async deliverNow(deliveries: readonly Delivery[], why?: Why): Promise<void> {
      for (const { id } of deliveries) {
        for (;;) {
          const delivery = outbox.byId(id)
          // Somebody else has sent it meanwhile.
          if (!delivery || (why === undefined && delivery.state !== 'pending')) break
          if (!lanes.isBusy(delivery.lane)) {
            await deliver(delivery, why)
            break
          }
          await oneEnds()
        }
      }
    },

    /** Waits until nothing is under way. */
    async finish(): Promise<void> {
      while (running.size > 0) await Promise.allSettled([...running])
    },

    /** Cuts off what is under way, without a record of its end. */
    cutOff(): void {
      cut.cutOff()
      cut = createCut()
      wake()
    },

    /** Nothing is begun any more, and what is under way has a moment to end; then it is cut off. */
    async stop(grace_ms: number): Promise<void> {
      is_stopped = true
      if (running.size > 0) await within(grace_ms, Promise.all(running))
      cut.cutOff()
      wake()
      connections.close()
    },
  }
}

/** A delivery that waits for its first attempt, or for another one by itself. */
function whyNow(outbox: Outbox, { id }: Delivery): Why {
  return outbox.wasTried(id) ? 'retry' : 'first'
}
