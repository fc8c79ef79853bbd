/** Lines of the log: the same text with and without colour, and nothing in it that a terminal would obey. */
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { createLog, eventLine } from '../../src/cli/log.ts'
import type { SandboxEvent } from '../../src/journal.ts'

const at = Date.parse('2026-01-31T12:00:00+09:00') / 1000
const event = (changes: Partial<SandboxEvent>): SandboxEvent => ({
  id: 1,
  at,
  kind: 'payment',
  level: 'info',
  text: '결제 승인 o1',
  detail: {},
  ...changes,
})

test('Korean time, the kind, the text', () => {
  expect(eventLine(event({}), false)).toBe('01-31 12:00:00  결제  결제 승인 o1')
  expect(eventLine(event({ kind: 'rest', text: 'GET /payments 200' }), false)).toBe(
    '01-31 12:00:00  REST  GET /payments 200',
  )
})

test.each(['info', 'warn', 'error'] as const)('a line at level %s says the same in colour', (level) => {
  const plain = eventLine(event({ level }), false)
  const colored = eventLine(event({ level }), true)
  expect(plain).not.toContain('\u001b')
  expect(colored).toContain('\u001b[')
  expect(stripVTControlCharacters(colored)).toBe(plain)
})

test('control characters are written out', () => {
  expect(eventLine(event({ text: 'o\u001b[2J\n1' }), false)).toBe('01-31 12:00:00  결제  o\\u001b[2J\\u000a1')
})

test('a fault is told whole, on lines of its own', () => {
  expect(eventLine(event({ kind: 'fault', level: 'error', text: 'broke\n    at here\u0007' }), false)).toBe(
    '01-31 12:00:00  오류  broke\n        at here\\u0007',
  )
})

test('as JSON, the time is that of the sandbox', () => {
  const lines: string[] = []
  createLog({ write: (line) => lines.push(line) }, { json: true, color: true }).event(
    event({ detail: { status: 'paid' } }),
  )
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      level: 'info',
      time: at * 1000,
      id: 1,
      kind: 'payment',
      detail: { status: 'paid' },
      msg: '결제 승인 o1',
    },
  ])
})
