/** The young heap of a process of its own: it stays within its bound, and comes back to it after V8 has made it smaller. */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transformSync } from 'rolldown/utils'
import { expect, test } from 'vitest'
import { makeFolder } from './command-line.ts'

const LEAN = resolve(import.meta.dirname, '../../src/cli/lean.ts')

/** Something like a load: of what it makes some stays for a while, and each piece is told of. */
const PROGRAM = `
import { getHeapSpaceStatistics } from 'node:v8'
import { keepHeapLean } from './lean.mjs'

let tell = () => {}
const young = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 1024 ** 2
const load = () => {
  let kept = []
  for (let n = 0; n < 60_000; n++) {
    kept.push(Array.from({ length: 50 }, (_, i) => ({ i })))
    if (kept.length > 3000) kept = []
    tell()
  }
  return young()
}
keepHeapLean((listener) => { tell = listener }, process.argv[2])
const first = load()
gc({ type: 'major', flavor: 'last-resort' })
const idle = young()
console.log(JSON.stringify({ first, idle, again: load() }))
`

test.each([
  ['small', 8],
  ['large', 16],
])('%s: about %i MB under a load, and again after the process had nothing to do', (young, mb) => {
  const folder = makeFolder()
  writeFileSync(join(folder, 'lean.mjs'), transformSync(LEAN, readFileSync(LEAN, 'utf8')).code)
  writeFileSync(join(folder, 'load.mjs'), PROGRAM)
  const told = execFileSync(process.execPath, ['--expose-gc', join(folder, 'load.mjs'), young], {
    encoding: 'utf8',
  })
  const { first, idle, again } = JSON.parse(told)
  // Node 26 counts the pages that are there, in place of what there may be.
  for (const size of [first, again]) {
    expect(size).toBeGreaterThanOrEqual(0.5 * mb)
    expect(size).toBeLessThanOrEqual(2 * mb)
  }
  // Node 20 does not make it smaller.
  if (Number.parseInt(process.versions.node, 10) >= 22) expect(idle).toBeLessThan(0.5 * mb)
})
