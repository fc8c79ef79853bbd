/**
 * What waits in the outbox and may leave: of each host the oldest. What was written of late is remembered until then, since mostly it
 * leaves at once, and its row need not be read for that; as long as nothing else is due, no row is looked for either.
 */
import type { Database } from '../core/database.ts'
import { type Delivery, readDelivery } from './delivery.ts'
import { type Lane, PER_HOST } from './lanes.ts'

export interface Taken {
  readonly lanes: readonly string[]
  readonly hosts: readonly string[]
  /** How many more a host may be sent. */
  readonly roomOf?: (host: string) => number
}

const NOT_KNOWN = Number.NEGATIVE_INFINITY

/** So many are remembered until they are begun: where more wait, a shop is slow, and none of them leaves soon. */
export const REMEMBERED = 200

/**
 * Whether it stands in its row as it is. What waits for something is changed there when that comes; and a text that is no text (half
 * of a surrogate pair) does not come back as it went in.
 */
function readsAsWritten({ state, waits_for, url, original_url, merchant_uid, lane }: Delivery): boolean {
  const is_waiting = state === 'pending' && waits_for === null
  return is_waiting && !/[\p{Surrogate}\0]/u.test(`${url} ${original_url} ${merchant_uid} ${lane}`)
}

/** `byId`: a delivery as its row has it. */
export function createWaiting(
  database: Pick<Database, 'all' | 'get'>,
  byId: (id: number) => Delivery | null,
) {
  const fresh = new Map<number, Delivery>()
  /** Of those that are not remembered none is due before this. As long as it lies ahead, no row need be looked for. */
  let others_ms = NOT_KNOWN

  /**
   * Of each host that something waits for and that is not asked enough already, the id of one delivery. Each host is found by one step
   * in the index, so that thousands of deliveries to one slow shop cost no more than one. Hosts are compared where they are kept: one
   * of letters that are none (half of a surrogate pair) does not come back as it went in.
   */
  function* freeHosts({ hosts, roomOf }: Taken): Iterable<{ one: number; room: number }> {
    const first = "select id, host from deliveries where state = 'pending'"
    let row = database.get(`${first} order by host limit 1`)
    while (row) {
      const [id, host] = [Number(row.id), String(row.host)]
      if (!hosts.includes(host)) yield { one: id, room: roomOf?.(host) ?? PER_HOST }
      row = database.get(
        `${first} and host > (select host from deliveries where id = :id) order by host limit 1`,
        { id },
      )
    }
  }

  /** Of one host, the oldest that are due and not held up by another delivery of their lane. Mostly none is. */
  function firstOf(one: number, now_ms: number, { lanes }: Taken, limit: number): Delivery[] {
    const waiting =
      "state = 'pending' and host = (select host from deliveries where id = :one) and due_ms <= :now_ms"
    const oldest = 'order by due_ms, id limit :limit'
    const ids = database.all(`select id from deliveries where ${waiting} ${oldest}`, { one, now_ms, limit })
    const found = ids.flatMap(({ id }) => fresh.get(Number(id)) ?? byId(Number(id)) ?? [])
    if (!found.some(({ lane }) => lanes.includes(lane))) return found
    const rows = database.all(
      `select * from deliveries where ${waiting} and lane not in (select value from json_each(:lanes)) ${oldest}`,
      { one, now_ms, limit, lanes: JSON.stringify(lanes) },
    )
    return rows.map(readDelivery)
  }

  /** When the first one is due that is not remembered. */
  function dueOfOthers(): number {
    let due_ms = Number.POSITIVE_INFINITY
    for (const { one } of freeHosts({ lanes: [], hosts: [] })) {
      const rows = database.all(
        `select id, due_ms from deliveries
         where state = 'pending' and host = (select host from deliveries where id = :one) order by due_ms, id limit :limit`,
        { one, limit: fresh.size + 1 },
      )
      const first = rows.find(({ id }) => !fresh.has(Number(id)))
      if (first) due_ms = Math.min(due_ms, Number(first.due_ms))
    }
    return due_ms
  }

  /** Of those that are remembered, which may be begun as soon as they are due; oldest first. */
  const startableRemembered = ({ lanes, hosts }: Taken): Delivery[] =>
    [...fresh.values()]
      .filter(({ host, lane }) => !hosts.includes(host) && !lanes.includes(lane))
      .sort(byDueTime)

  function forget(): void {
    fresh.clear()
    others_ms = NOT_KNOWN
  }

  return {
    /** Whether the one that is remembered longest may be begun: mostly it is the next one. */
    isKnownDue(now_ms: number, isFree: (lane: Lane) => boolean): boolean {
      for (const delivery of fresh.values()) return delivery.due_ms <= now_ms && isFree(delivery)
      return false
    },

    /** What may be begun at this moment, oldest first. Two of one lane may be among it. */
    startable(now_ms: number, in_use: Taken, limit: number): Delivery[] {
      if (others_ms > now_ms) {
        const due = startableRemembered(in_use).filter(({ due_ms }) => due_ms <= now_ms)
        return asRoomIs(due, in_use).slice(0, limit)
      }
      const found = [...freeHosts(in_use)]
        .flatMap(({ one, room }) => firstOf(one, now_ms, in_use, Math.min(limit, room)))
        .sort(byDueTime)
        .slice(0, limit)
      if (found.every(({ id }) => fresh.has(id))) others_ms = dueOfOthers()
      return found
    },

    /** When the next delivery may be begun, in milliseconds; null when none waits for its time. */
    nextDue(in_use: Taken): number | null {
      if (others_ms === NOT_KNOWN) others_ms = dueOfOthers()
      let next = startableRemembered(in_use)[0]?.due_ms ?? Number.POSITIVE_INFINITY
      if (next > others_ms) {
        for (const { one } of freeHosts(in_use)) {
          const [first] = firstOf(one, Number.MAX_SAFE_INTEGER, in_use, 1)
          if (first) next = Math.min(next, first.due_ms)
        }
      }
      return next === Number.POSITIVE_INFINITY ? null : next
    },

    /** One has been written. The number of one that has gone may be that of the next. */
    wrote(delivery: Delivery): void {
      fresh.delete(delivery.id)
      if (fresh.size < REMEMBERED && readsAsWritten(delivery)) fresh.set(delivery.id, delivery)
      else if (delivery.state === 'pending') others_ms = Math.min(others_ms, delivery.due_ms)
    },

    /** It waits no longer, or is about to be changed. */
    begun: (id: number): void => void fresh.delete(id),

    /** Others wait than before, or wait for less. */
    changed(): void {
      others_ms = NOT_KNOWN
    },

    /** Rows may be others than they were. */
    forget,
  }
}

/** No more of a host than it has room for. */
function asRoomIs(due: readonly Delivery[], { roomOf }: Taken): Delivery[] {
  const left = new Map<string, number>()
  return due.filter(({ host }) => {
    const room = left.get(host) ?? roomOf?.(host) ?? PER_HOST
    left.set(host, room - 1)
    return room > 0
  })
}

function byDueTime(a: Delivery, b: Delivery): number {
  return a.due_ms - b.due_ms || a.id - b.id
}
