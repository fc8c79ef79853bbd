/** The ports on which this process answers for iamport's names: what is sent there comes back to a sandbox. */

const held = new Set<number>()

/** Until the answered function is called. */
export function holdPort(port: number): () => void {
  held.add(port)
  return () => void held.delete(port)
}

export function capturePorts(): readonly number[] {
  return [...held]
}
