/** A sandbox that serves for days beside a developer's editor, or in a CI with little memory, does not let its heap grow on spec. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Calls back with whatever happens. */
type Watch = (listener: () => void) => unknown

/**
 * Under a load test V8 lets garbage wait in 50 MB of young heap and in as much of the old one. Held short, the same requests per
 * second were answered with 157 MB in the place of 281 (docs/decisions/0103; 0201 for how far the old one grows at a time). Only for
 * a process that is ours alone.
 */
export function keepHeapLean(watch: Watch, young: keyof typeof YOUNG_BYTES): void {
  const node = Number.parseInt(process.versions.node, 10)
  // Flags are V8's own: a later one may not know them, and would say so on the terminal.
  if (node > LATEST_TRIED) return
  setFlagsFromString('--heap-growing-percent=15')
  // A load makes hundreds of functions hot at once. What compiling each of them took waited, up to 29 MB, for a thread to throw it
  // away, and what a thread has asked of the system once it keeps (docs/decisions/0193).
  if (node >= FIRST_WITH_MAGLEV) setFlagsFromString('--no-maglev-destroy-on-background')
  holdYoung(watch, YOUNG_BYTES[young])
}

/**
 * V8 doubles the young heap where it finds much of it in use, and makes it smaller again when the process has little to do: so it may
 * grow below its bound, however often (docs/decisions/0210).
 */
function holdYoung(watch: Watch, most: number): void {
  let factor = 0
  const look = () => {
    const wanted = youngBytes() < most * NEARLY ? 2 : 1
    if (wanted === factor) return
    factor = wanted
    setFlagsFromString(`--semi-space-growth-factor=${factor}`)
  }
  let count = 0
  look()
  watch(() => {
    if (++count % LOOK_EVERY === 0) look()
  })
}

/** Both halves of it: what is in use is moved from one to the other. */
const youngBytes = (): number =>
  getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')?.space_size ?? Infinity

const MB = 1024 * 1024
const YOUNG_BYTES = {
  small: 8 * MB,
  /** For a sandbox that has all payments in memory, too. */
  large: 16 * MB,
} as const
/** A heap that has become smaller does not come back to even sizes: from a little more than half it doubles all the same. */
const NEARLY = 0.7
const LOOK_EVERY = 64

const FIRST_WITH_MAGLEV = 22
const LATEST_TRIED = 26
