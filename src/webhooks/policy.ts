/** How hard a webhook is tried: how long each attempt may take, and which failures are tried again (the vendor's webhook page). */
import type { Outcome, Timeouts } from './send.ts'

/** Timeouts of the first attempt, and of every one after it (webhook page: 10 s and 30 s; then 15 s in all). */
export const TIMEOUTS: Readonly<Record<'first' | 'retry' | 'resend', Timeouts>> = {
  first: { connect_ms: 10_000, read_ms: 30_000, total_ms: 40_000 },
  retry: { connect_ms: 15_000, read_ms: 15_000, total_ms: 15_000 },
  resend: { connect_ms: 15_000, read_ms: 15_000, total_ms: 15_000 },
}

/** For merchants who asked for it: up to 5 more attempts, a minute apart (webhook page). */
export const RETRIES = { times: 5, every_ms: 60_000 }

/** A network error or a 5xx is tried again; another answer, or an address that cannot be called at all, is not. */
export function isWorthRetrying({ status, error }: Pick<Outcome, 'status' | 'error'>): boolean {
  if (error === 'status') return status !== null && status >= 500
  if (error === null || error === 'redirect') return false
  return !/^(bad url|bad request|address refused)/.test(error)
}
