/** A connection that goes through no kernel: what one side writes the other reads. Fuzzing sends more than sockets are quick at. */
import { Duplex } from 'node:stream'

class Side extends Duplex {
  other: Side | null = null
  /** Tells whoever wrote last that the other side wants more. */
  private wants: (() => void) | null = null
  /** What a socket says of itself, for those who ask. */
  readonly remoteAddress = '127.0.0.1'

  override _read(): void {
    const wants = this.wants
    this.wants = null
    wants?.()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    const { other } = this
    if (other === null || other.destroyed || other.push(chunk)) done()
    else other.wants = done
  }

  override _final(done: () => void): void {
    this.other?.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { other } = this
    if (other && !other.destroyed) process.nextTick(() => other.destroy())
    done(error)
  }

  setTimeout = () => this
  setNoDelay = () => this
  setKeepAlive = () => this
  ref = () => this
  unref = () => this
  resetAndDestroy = () => this.destroy()
  destroySoon = () => this.destroy()
}

/** Both ends. */
export function connection(): [Side, Side] {
  const [here, there] = [new Side(), new Side()]
  here.other = there
  there.other = here
  return [here, there]
}
