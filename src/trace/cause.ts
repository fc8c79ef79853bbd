/**
 * What came of what, as far as it can be seen: a call changes a payment, the change is announced, the webhook makes the shop
 * call. The last of these is a guess from ids and time, since a shop does not say why it calls.
 */
import type { Clock } from '../core/clock.ts'
import { createNewestMap } from '../core/newest-map.ts'
import type { Entry, Told } from './entry.ts'

/** How long after a shop was told of a payment its calls about it count as provoked. */
const PROVOKED_MS = 10_000
/** Of how many payments it is remembered what the last thing was. */
const REMEMBERED = 1000

export function createCauses({ wall_ms }: Pick<Clock, 'wall_ms'>) {
  /** The call that is being answered right now. */
  let current: number | null = null
  /** By imp_uid: the last change of a payment. */
  const changes = createNewestMap<string, number>(REMEMBERED)
  /** By imp_uid or merchant_uid: what the shop was told last. */
  const provoking = createNewestMap<string, { seq: number; at_ms: number }>(REMEMBERED)

  function provokedBy(id: string | null | undefined): number | null {
    const last = id ? provoking.get(id) : undefined
    return last && wall_ms() - last.at_ms <= PROVOKED_MS ? last.seq : null
  }

  return {
    during<T>(seq: number, work: () => T): T {
      const before = current
      current = seq
      try {
        return work()
      } finally {
        current = before
      }
    },

    leaves(about: Pick<Told, 'imp_uid' | 'merchant_uid'>, seq: number): void {
      const told = { seq, at_ms: wall_ms() }
      if (about.imp_uid) provoking.set(about.imp_uid, told)
      if (about.merchant_uid) provoking.set(about.merchant_uid, told)
    },

    of({ surface, imp_uid, merchant_uid }: Told): number | null {
      if (surface === 'rest') return provokedBy(imp_uid) ?? provokedBy(merchant_uid)
      if (surface === 'webhook' || surface === 'home') return (imp_uid && changes.get(imp_uid)) || null
      return current
    },

    told({ about: { surface, imp_uid }, seq }: Entry): void {
      if (surface === 'state' && imp_uid) changes.set(imp_uid, seq)
    },

    clear(): void {
      changes.clear()
      provoking.clear()
    },
  }
}
