/**
 * Remarks: what the developer should know of a request that is answered all the same.
 *
 * Whoever finds something says it, however deep; whoever answers the request hears what was said during its work.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const hearing = new AsyncLocalStorage<Set<string>>()

/** Says something to whoever listens; to nobody, where the work is not for a request. */
export function remark(text: string): void {
  hearing.getStore()?.add(text)
}

/** Does some work and collects in `heard` what is remarked during it, each text once. */
export function hear<T>(heard: Set<string>, work: () => T): T {
  return hearing.run(heard, work)
}
