/**
 * What waits in the outbox and may leave: of each host the oldest. The oldest few of a host are remembered, those that were written of
 * late among them, since mostly they leave at once: rows are looked at where more wait than that, and after what was not seen here.
 */
import type { Database, Row } from '../core/database.ts'
import { type Delivery, readDelivery } from './delivery.ts'
import { type Lane, PER_HOST } from './lanes.ts'

export interface Taken {
  readonly lanes: readonly string[]
  readonly hosts: readonly string[]
  /** How many more a host may be sent. */
  readonly roomOf?: (host: string) => number
}

/** So many are remembered as they are written: where more wait, a shop is slow. */
export const REMEMBERED = 200
/** So many rows of a host are read at a time. */
const READ = 64
/** So many of a host are looked through for one whose lane is free; then the rows are asked. */
const MOST = 500

type Place = Pick<Delivery, 'due_ms' | 'id'>

const byDueTime = (a: Place, b: Place): number => a.due_ms - b.due_ms || a.id - b.id

/** What waits for one host. */
interface Queue {
  readonly host: string
  /** The oldest, in their order unless it is said that they are not. */
  known: Map<number, Delivery>
  is_sorted: boolean
  /** The one that was remembered last. */
  last: Place | null
  /** None of the others comes before this; null: there are no others. */
  rest: Place | null
}

const newQueue = (host: string, rest: Place | null): Queue => ({
  host,
  known: new Map(),
  is_sorted: true,
  last: null,
  rest,
})

/** A text that is no text (half of a surrogate pair) does not come back from its row as it went in. */
const readsAsWritten = ({ url, original_url, merchant_uid, lane, host }: Delivery): boolean =>
  !/[\p{Surrogate}\0]/u.test(`${url} ${original_url} ${merchant_uid} ${lane} ${host}`)

function inOrder(queue: Queue): Iterable<Delivery> {
  if (!queue.is_sorted) {
    const sorted = [...queue.known.values()].sort(byDueTime)
    queue.known = new Map(sorted.map((one) => [one.id, one]))
    queue.last = sorted.at(-1) ?? null
    queue.is_sorted = true
  }
  return queue.known.values()
}

export function createWaiting(database: Pick<Database, 'all' | 'get'>) {
  /** By host, and those apart whose name does not come back as it went in. Null: not known. */
  let queues: Map<string | symbol, Queue> | null = null
  let remembered = 0

  function forget(): void {
    queues = null
    remembered = 0
  }

  /**
   * All hosts that something waits for. Each is found by one step in the index, so that thousands of deliveries to one slow shop cost
   * no more than one. Hosts are compared where they are kept.
   */
  function look(): Map<string | symbol, Queue> {
    if (queues) return queues
    queues = new Map()
    const first =
      "select id, due_ms, host, instr(host, char(0)) as is_odd from deliveries where state = 'pending'"
    let row = database.get(`${first} order by host, due_ms, id limit 1`)
    while (row) {
      const rest = { due_ms: Number(row.due_ms), id: Number(row.id) }
      const host = String(row.host)
      queues.set(row.is_odd ? Symbol(host) : host, newQueue(host, rest))
      row = database.get(
        `${first} and host > (select host from deliveries where id = :id) order by host, due_ms, id limit 1`,
        { id: rest.id },
      )
    }
    return queues
  }

  /** Reads some more of those that wait for a host. */
  function read(queue: Queue): void {
    const rows = rowsFrom(queue.rest!, '', { limit: READ + 1 })
    const next = rows[READ]
    queue.rest = next ? { due_ms: Number(next.due_ms), id: Number(next.id) } : null
    for (const row of rows.slice(0, READ)) keep(queue, readDelivery(row))
  }

  /** `rest`: of the same host, in its order not after any of those that are looked for. */
  const rowsFrom = ({ due_ms, id }: Place, more: string, params: Row): Row[] =>
    database.all(
      `select * from deliveries where state = 'pending' and host = (select host from deliveries where id = :id)
         and (due_ms, id) >= (:due_ms, :id) ${more} order by due_ms, id limit :limit`,
      { due_ms, id, ...params },
    )

  function keep(queue: Queue, delivery: Delivery): void {
    queue.is_sorted &&= queue.last === null || byDueTime(queue.last, delivery) < 0
    queue.last = delivery
    if (!queue.known.has(delivery.id)) remembered++
    queue.known.set(delivery.id, delivery)
  }

  /** Those that are remembered are the oldest: none from this one on is. */
  function letGoFrom(queue: Queue, { due_ms, id }: Place): void {
    for (const one of queue.known.values()) {
      if (byDueTime(one, { due_ms, id }) < 0) continue
      queue.known.delete(one.id)
      remembered--
    }
    queue.rest = { due_ms, id }
  }

  /** Of one host, the oldest that are due and not held up by another delivery of their lane. Mostly none is. */
  function firstOf(queue: Queue, now_ms: number, lanes: readonly string[], count: number): Delivery[] {
    const found: Delivery[] = []
    if (count <= 0) return found
    for (const delivery of inOrder(queue)) {
      if (delivery.due_ms > now_ms) return found
      if (!lanes.includes(delivery.lane)) found.push(delivery)
      if (found.length === count) return found
    }
    const { rest, known } = queue
    if (rest === null || rest.due_ms > now_ms) return found
    if (known.size < MOST) {
      read(queue)
      return firstOf(queue, now_ms, lanes, count)
    }
    const more = 'and due_ms <= :now_ms and lane not in (select value from json_each(:lanes))'
    const params = { now_ms, lanes: JSON.stringify(lanes), limit: count - found.length }
    return [...found, ...rowsFrom(rest, more, params).map(readDelivery)]
  }

  return {
    /** Whether the next one of some host may be begun: mostly it is the first that is remembered. */
    isKnownDue(now_ms: number, isFree: (lane: Lane) => boolean): boolean {
      for (const queue of queues?.values() ?? []) {
        const [first] = inOrder(queue)
        if (first && first.due_ms <= now_ms && isFree(first)) return true
      }
      return false
    },

    /** What may be begun at this moment, oldest first. Two of one lane may be among it. */
    startable(now_ms: number, { lanes, hosts, roomOf }: Taken, limit: number): Delivery[] {
      const found: Delivery[] = []
      for (const queue of look().values()) {
        if (hosts.includes(queue.host)) continue
        const room = Math.min(limit, roomOf?.(queue.host) ?? PER_HOST)
        found.push(...firstOf(queue, now_ms, lanes, room))
      }
      return found.sort(byDueTime).slice(0, limit)
    },

    /** When the next delivery may be begun, in milliseconds; null when none waits for its time. */
    nextDue({ lanes, hosts }: Taken): number | null {
      let next = Number.POSITIVE_INFINITY
      for (const queue of look().values()) {
        if (hosts.includes(queue.host)) continue
        const [first] = firstOf(queue, Number.MAX_SAFE_INTEGER, lanes, 1)
        if (first) next = Math.min(next, first.due_ms)
      }
      return next === Number.POSITIVE_INFINITY ? null : next
    },

    /** One waits that did not: as its row has it. */
    wrote(delivery: Delivery): void {
      if (queues === null || delivery.state !== 'pending') return
      if (!readsAsWritten(delivery)) {
        forget()
        return
      }
      const queue = queues.get(delivery.host) ?? newQueue(delivery.host, null)
      queues.set(delivery.host, queue)
      if (queue.rest !== null && byDueTime(queue.rest, delivery) < 0) return
      if (remembered < REMEMBERED) keep(queue, delivery)
      else letGoFrom(queue, delivery)
    },

    /** It waits no longer, or is about to be changed. */
    left(id: number): void {
      for (const [name, queue] of queues ?? []) {
        if (!queue.known.delete(id)) continue
        remembered--
        if (queue.known.size === 0 && queue.rest === null) queues!.delete(name)
        return
      }
    },

    /** Rows are others than they were, or wait for less. */
    forget,
  }
}
