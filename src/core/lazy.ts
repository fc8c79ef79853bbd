/** What is made when somebody first asks for it: what only requests need is not made for a start, or for a test without any. */

export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The same of what has to be waited for. What could not be loaded is tried again by the next who asks: files may be had by then. */
export function lazilyLoaded<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null
      throw error
    })
    return loading
  }
}

/** The same of a list. */
export function lazyList<T>(make: () => readonly T[]): readonly T[] {
  let made: readonly T[] | null = null
  return new Proxy<readonly T[]>([], {
    get(_list, key) {
      // A promise that comes to this list looks whether it is another promise: no reason to make it.
      if (key === 'then') return undefined
      made ??= make()
      return Reflect.get(made, key)
    },
    has(_list, key) {
      made ??= make()
      return Reflect.has(made, key)
    },
  })
}
