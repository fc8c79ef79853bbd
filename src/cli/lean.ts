/** A sandbox that serves for days beside a developer's editor, or in a CI with little memory, does not let its heap grow on spec. */
import { setFlagsFromString } from 'node:v8'

/**
 * Under a load test V8 lets garbage wait in 50 MB of young heap and in as much of the old one. Held short, the same requests per
 * second were answered with 157 MB in the place of 281 (docs/decisions/0103; 0201 for how far the old one grows at a time). Only for
 * a process that is ours alone.
 */
export function keepHeapLean(): void {
  const node = Number.parseInt(process.versions.node, 10)
  // Flags are V8's own: a later one may not know them, and would say so on the terminal.
  if (node > LATEST_TRIED) return
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=15')
  // A load makes hundreds of functions hot at once. What compiling each of them took waited, up to 29 MB, for a thread to throw it
  // away, and what a thread has asked of the system once it keeps (docs/decisions/0193).
  if (node >= FIRST_WITH_MAGLEV) setFlagsFromString('--no-maglev-destroy-on-background')
}

const FIRST_WITH_MAGLEV = 22
const LATEST_TRIED = 26
