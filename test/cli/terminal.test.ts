/** The terminal: nothing is lost, nothing is out of order, and a reader that stands still holds up nobody. */
import { execFileSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createTerminal } from '../../src/cli/terminal.ts'

const skipped = (count: number) => `skipped ${count}\n`

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('every line is there when it is told to be flushed, in its order, made late or early', async () => {
  const file = join(temporary(), 'log')
  const fd = openSync(file, 'w')
  const terminal = createTerminal(fd, skipped)
  for (let n = 0; n < 1000; n++) {
    if (n % 2 === 0) terminal.write(`${n}\n`)
    else terminal.later(() => `${n}\n`)
    if (n % 100 === 0) await nextTurn()
  }
  await terminal.flushed()
  closeSync(fd)
  expect(readFileSync(file, 'utf8')).toBe(Array.from({ length: 1000 }, (_, n) => `${n}\n`).join(''))
})

test('many lines do not wait for the moment to be over in which few are gathered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const file = join(temporary(), 'log')
  const fd = openSync(file, 'w')
  const terminal = createTerminal(fd, skipped)
  const lines = () => readFileSync(file, 'utf8').split('\n').length - 1
  const until = async (count: number) => {
    while (lines() < count) await nextTurn()
  }
  terminal.write('first\n')
  await until(1)
  // The moment begins when the writing has ended.
  while (vi.getTimerCount() === 0) await nextTurn()
  for (let n = 0; n < 10; n++) terminal.write(`few ${n}\n`)
  for (let turn = 0; turn < 20; turn++) await nextTurn()
  expect(lines()).toBe(1)
  for (let n = 0; n < 1000; n++) terminal.later(() => `many ${n}\n`)
  await until(1011)
  await terminal.flushed()
  closeSync(fd)
  expect(readFileSync(file, 'utf8').split('\n').slice(0, 12)).toEqual([
    'first',
    ...Array.from({ length: 10 }, (_, n) => `few ${n}`),
    'many 0',
  ])
})

test.skipIf(process.platform === 'win32')(
  'a reader that stands still holds up nobody, is told what it missed, and gets the rest',
  async () => {
    const pipe = join(temporary(), 'pipe')
    execFileSync('mkfifo', [pipe])
    const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK)
    onTestFinished(() => closeSync(fd))
    const terminal = createTerminal(fd, skipped)
    const line = 'x'.repeat(99)
    for (let n = 0; n < 50_000; n++) {
      terminal.write(`${line}\n`)
      if (n % 1000 === 0) await nextTurn()
    }
    terminal.write('last\n')

    let text = ''
    const flushed = terminal.flushed().then(() => true)
    while (!text.endsWith('last\n')) {
      text += take(fd)
      await nextTurn()
    }
    expect(await flushed).toBe(true)
    expect(text).toMatch(/skipped \d+\n/)
    expect(text.length).toBeLessThan(50_000 * 100)
  },
)

test('nobody is there any more: the rest goes nowhere, and nothing waits for it', async () => {
  const nobodys = 1_000_003
  const terminal = createTerminal(nobodys, skipped)
  terminal.write('nobody reads this\n')
  await terminal.flushed()
  terminal.write('nor this\n')
  await terminal.flushed()
})

function take(fd: number): string {
  const buffer = Buffer.alloc(65_536)
  try {
    return buffer.subarray(0, readSync(fd, buffer)).toString('utf8')
  } catch {
    return ''
  }
}
