/**
 * A map that keeps what was set last, at least so many and at most twice as many. In two halves, of which the older one is let go as a
 * whole: a map from which the oldest is taken one by one is made anew again and again.
 */
export interface NewestMap<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  delete(key: K): void
  clear(): void
}

export function createNewestMap<K, V>(least: number): NewestMap<K, V> {
  let young = new Map<K, V>()
  let old = new Map<K, V>()
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      if (young.size >= least) {
        old = young
        young = new Map()
      }
      young.set(key, value)
    },
    delete(key) {
      young.delete(key)
      old.delete(key)
    },
    clear() {
      young = new Map()
      old = new Map()
    },
  }
}
