/** Of a body that is not all there, pages say how much is missing: not kept at all, or not shown. */
import { expect, test } from 'vitest'
import { cutBody } from '../../src/dashboard/cut-body.ts'

test.each([
  ['all of it', 'ok', 0, null],
  ['its beginning', 'x'.repeat(4010), 0, '… 10자 생략'],
  ['its beginning, of what was cut before', 'x'.repeat(4010), 1000, '… 1,010자 생략'],
  ['nothing of it', '', 1220, '본문 1,220자는 호출이 몰려 남기지 않았습니다.'],
  ['none that there was', '', 0, null],
])('%s', (_what, body, cut, said) => {
  const { text, left_out } = cutBody(body, cut)
  expect([text, left_out?.ko ?? null]).toEqual([body.slice(0, 4000), said])
})
