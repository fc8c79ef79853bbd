/**
 * Cuts off all that is under way at once. An AbortSignal would do: to add a listener to one and to take it away again costs each
 * webhook as much as the whole of its headers.
 */
export interface Cut {
  readonly isCut: () => boolean
  /** Calls back when it is cut off; answers how to stop listening. */
  readonly onCut: (listener: () => void) => () => void
}

export function createCut(): Cut & { cutOff(): void } {
  const listeners = new Set<() => void>()
  let is_cut = false
  return {
    isCut: () => is_cut,
    onCut(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    cutOff() {
      is_cut = true
      for (const listener of listeners) listener()
    },
  }
}
