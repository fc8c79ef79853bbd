/** What people read while a load test runs: counts in place of thousands of lines, and whatever went wrong. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { useLang } from '../../src/cli/lang.ts'
import { createRushLines } from '../../src/cli/rush-lines.ts'
import type { SandboxEvent } from '../../src/journal.ts'

function lines() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
    useLang('ko')
  })
  const rush = { is_on: false }
  const told: string[] = []
  let read = 0
  const { later, flush } = createRushLines(
    (read) => void told.push(`${read().text}\n`),
    (text) => void told.push(text),
    () => rush.is_on,
  )
  const happen = (kind: SandboxEvent['kind'], text: string, level: SandboxEvent['level'] = 'info') =>
    later(
      () => {
        read++
        return { id: 1, at: 0, kind, level, text, detail: {} }
      },
      { kind, level },
    )
  return { rush, told, happen, flush, read: () => read }
}

test('without a rush every line is one, and none waits', () => {
  const { told, happen } = lines()
  for (let n = 0; n < 5000; n++) happen('payment', `paid ${n}`)
  expect(told).toEqual(Array.from({ length: 5000 }, (_, n) => `paid ${n}\n`))
})

test.each([
  ['ko', '… 결제 6,000줄, 웹훅 3,000줄을 생략했습니다 (전부 보기: --json)\n'],
  ['en', '… lines left out: 6,000 payment, 3,000 webhook (--json has them all)\n'],
] as const)('in a rush there are counts each second, and no text is made for them (%s)', (lang, line) => {
  const { rush, told, happen, read } = lines()
  useLang(lang)
  rush.is_on = true
  for (let second = 0; second < 2; second++) {
    for (let n = 0; n < 3000; n++) {
      happen('payment', 'opened')
      happen('payment', 'paid')
      happen('webhook', 'paid')
    }
    expect(told.length).toBe(second)
    vi.advanceTimersByTime(1000)
  }
  expect(told).toEqual([line, line])
  expect(read()).toBe(0)
})

test('what a developer should look at has its line at once, in a rush too', () => {
  const { rush, told, happen } = lines()
  rush.is_on = true
  happen('payment', 'paid')
  happen('webhook', '500', 'warn')
  happen('fault', 'the disk is full', 'error')
  expect(told).toEqual(['500\n', 'the disk is full\n'])
})

test('the counts stand before what comes after the rush, and before the end', () => {
  const { rush, told, happen, flush } = lines()
  flush()
  rush.is_on = true
  happen('rest', 'GET')
  rush.is_on = false
  happen('rest', 'POST')
  rush.is_on = true
  happen('rest', 'GET')
  flush()
  flush()
  vi.advanceTimersByTime(5000)
  const one = '… REST 1줄을 생략했습니다 (전부 보기: --json)\n'
  expect(told).toEqual([one, 'POST\n', one])
})
