/** What no surface can read is refused on a page without a stack trace. */
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'

const broken: [string, string, string, string, number][] = [
  ['broken JSON', '/checkout/requests', 'application/json', '{"user_code":', 400],
  [
    'a body of 2 MB',
    '/checkout/requests',
    'application/json',
    JSON.stringify({ a: 'x'.repeat(2 ** 21) }),
    413,
  ],
  ['an unknown charset', '/checkout/requests', 'application/json; charset=x-none', '{}', 415],
]
test.each(broken)('%s', async (_what, path, type, body, status) => {
  const sandbox = await startSandbox()
  const answer = await fetch(sandbox.url + path, { method: 'POST', headers: { 'content-type': type }, body })
  expect(answer.status).toBe(status)
  const text = await answer.text()
  expect(text).toContain('요청 본문')
  expect(text).not.toMatch(/node_modules|\bat \w+ \(/)
})

test('an address that cannot be decoded', async () => {
  const sandbox = await startSandbox()
  const answer = await fetch(`${sandbox.url}/checkout/%E0%A4%A`)
  expect(answer.status).toBe(400)
  const text = await answer.text()
  expect(text).toContain('요청 주소의 형식이 올바르지 않습니다.')
  expect(text).not.toMatch(/node_modules|\bat \w+ \(/)
})
