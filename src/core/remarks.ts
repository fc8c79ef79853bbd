/**
 * Remarks: what the developer should know of a request that is answered all the same.
 *
 * Whoever finds something says it, however deep; whoever answers the request hears what was said during its work. What is
 * found is found before anything is waited for, so it is enough to know whose work is running right now: to follow work
 * through its waits (`AsyncLocalStorage`) costs every request of the process, on Node 20 a tenth of it.
 */
import type { Bilingual } from './bilingual.ts'

/** In both languages; iamport's own words, and what is said in them, are one text. */
export type Remarked = Bilingual | string

let hearing: Set<Remarked> | null = null

/** Says something to whoever listens; to nobody, where the work is not for a request. */
export function remark(text: Remarked): void {
  hearing?.add(text)
}

/** Does some work and collects in `heard` what is remarked until it ends or waits, each text once. */
export function hear<T>(heard: Set<Remarked>, work: () => T): T {
  const before = hearing
  hearing = heard
  try {
    return work()
  } finally {
    hearing = before
  }
}
