/** A list that is made when somebody first looks into it: what only requests need is not made for a test without any. */

export function lazyList<T>(make: () => readonly T[]): readonly T[] {
  let made: readonly T[] | null = null
  return new Proxy<readonly T[]>([], {
    get(_list, key) {
      made ??= make()
      return Reflect.get(made, key)
    },
    has(_list, key) {
      made ??= make()
      return Reflect.has(made, key)
    },
  })
}
