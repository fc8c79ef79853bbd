/**
 * How many deliveries may be under way: one of a payment to a host, so that its webhooks arrive in their order; a few
 * to one host, so that a slow shop holds up itself alone; and a bound over all.
 */

export interface Lane {
  readonly lane: string
  readonly host: string
}

export const PER_HOST = 16
const TOTAL = 256

export function createLanes() {
  const busy = new Set<string>()
  const hosts = new Map<string, number>()
  return {
    enter({ lane, host }: Lane): void {
      busy.add(lane)
      hosts.set(host, (hosts.get(host) ?? 0) + 1)
    },

    leave({ lane, host }: Lane): void {
      busy.delete(lane)
      const left = (hosts.get(host) ?? 1) - 1
      if (left === 0) hosts.delete(host)
      else hosts.set(host, left)
    },

    isBusy: (lane: string): boolean => busy.has(lane),

    isFree: ({ lane, host }: Lane): boolean =>
      busy.size < TOTAL && !busy.has(lane) && (hosts.get(host) ?? 0) < PER_HOST,

    /** How many more may be begun. */
    room: (): number => TOTAL - busy.size,

    /** What has to wait for an end: lanes in use, and hosts that are asked enough already. */
    taken: () => ({
      lanes: [...busy],
      hosts: [...hosts].filter(([, count]) => count >= PER_HOST).map(([host]) => host),
      roomOf: (host: string): number => PER_HOST - (hosts.get(host) ?? 0),
    }),
  }
}
