/** `record`: what somebody does with a running sandbox becomes a scenario file. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { written } from '../scenarios/shops.ts'
import { makeFolder, run, startCli } from './command-line.ts'

test('what was done while it watched is written at Ctrl-C, after a state, and afterwards', async () => {
  const folder = makeFolder()
  await startCli(folder, ['--port', '0', '--seed', '1', '--clock', '2026-01-05T10:00:00+09:00'])
  const stepsIn = (file: string) => {
    const { shopper, timeline } = written(readFileSync(join(folder, file), 'utf8')).scenario
    return [...shopper.does, ...timeline]
  }

  // A person pays, and presses Ctrl-C.
  const watching = await startCli(folder, ['record', '--lang', 'en'], {}, 'Recording')
  const { stdout } = await run(folder, ['pay', '--pay-method', 'vbank', '--merchant-uid', 'o1', '--json'])
  const { imp_uid } = JSON.parse(stdout).payment
  await run(folder, ['advance', '1d'])
  await run(folder, ['deposit', imp_uid])
  await watching.line('deposited o1')
  expect(await watching.stop('SIGINT')).toBe(0)
  expect(watching.lines.at(-1)).toBe(
    'Written to recorded-o1.yml (4 steps). To play it again: iamport-sandbox replay recorded-o1.yml --target <address of the shop>',
  )
  expect(stepsIn('recorded-o1.yml')).toEqual(['open', 'approve', { advance: '1 day' }, 'deposit'])

  // It ends by itself, and knows nothing of what was before.
  const until = await startCli(
    folder,
    ['record', '--until', 'cancelled', '--out', 'cancelled.yml'],
    {},
    '기록',
  )
  await run(folder, ['pay', '--merchant-uid', 'o2'])
  await run(folder, ['cancel', 'o2', '--amount', '1000'])
  await run(folder, ['cancel', 'o2'])
  expect(await until.ended).toBe(0)
  const back = { reason: expect.any(String) }
  expect(stepsIn('cancelled.yml')).toEqual([
    'open',
    'approve',
    { admin_cancel: { amount: 1000, ...back } },
    { admin_cancel: back },
  ])

  // Afterwards, of one payment.
  const late = await run(folder, ['record', '--imp-uid', imp_uid, '--out', '-'])
  expect(written(late.stdout).scenario.name).toBe('recorded-o1')
  const nothing = await run(folder, ['record', '--for', '1s', '--lang', 'en'])
  expect(nothing).toMatchObject({ code: 1, stderr: expect.stringMatching(/^There is nothing to record/) })
})

test.each([
  [['--imp-uid', 'imp_1', '--since', '10m'], 'Give one of --imp-uid and --since.'],
  [['--since', '10m', '--until', 'paid'], '--for and --until are for watching what comes'],
  [['--for', 'soon'], '--for takes a time such as 5m or 30s: soon'],
])('record %j is refused in one sentence', async (args, said) => {
  const { code, stderr } = await run(makeFolder(), ['record', ...args, '--lang', 'en'])
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) })
})
