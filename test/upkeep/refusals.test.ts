/** Refusals: evidence decides what stops a payment, and every Korean text of a "no" has one home. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { CHARGES, INSISTED } from '../../src/catalog/refusals/billing.ts'
import { REQUEST_PAY } from '../../src/catalog/refusals/request-pay.ts'
import type { RefusalRow } from '../../src/catalog/refusals/row.ts'
import { stops } from '../../src/catalog/rules.ts'
import { readSources } from './sources.ts'

test('what stops a payment has evidence, or says why it stops all the same', () => {
  const rows: readonly (readonly [string, RefusalRow])[] = Object.entries({
    ...REQUEST_PAY,
    ...CHARGES,
    ...INSISTED,
  })
  const unfounded = rows.filter(
    ([, row]) => row.known.how === 'assumed' && !row.is_remark && row.because === undefined,
  )
  expect(unfounded.map(([name]) => name)).toEqual([])
})

test('a PG’s rule that is only assumed stops no payment, but for those named here', () => {
  const stopping = PGS.flatMap(({ code, order }) =>
    [...order.required, ...(order.rules ?? []), ...(order.minimum ?? [])]
      .filter((row) => row.known.how === 'assumed' && stops(row))
      .map((row) => `${code}: ${row.message} (${row.because})`),
  )
  expect(stopping).toEqual([
    'kcp_billing: 빌링키(customer_uid)는 필수 입력입니다. (it issues keys only: without one nothing would be kept, and nothing charged)',
  ])
})

test('whatever is said to people is said in Korean and in English: hints beside a refusal, messages, pages', () => {
  const pairs = readSources().flatMap(({ file, pairs }) => pairs().map((pair) => ({ file, ...pair })))
  const wrong = pairs.filter(({ ko, en }) => {
    const has_words = /[a-z]/i.test(ko)
    // What the shop would write stays as it would write it.
    return /[가-힣]/.test(en.replace(/'[^']*'/g, '')) || (!/[가-힣]/.test(ko) && has_words && ko !== en)
  })
  expect(wrong).toEqual([])
  expect(pairs.length).toBeGreaterThan(1000)
})

test('no Korean text of a refusal stands outside catalog/refusals and the PGs’ own files, but for its hint', () => {
  const src = join(import.meta.dirname, '../../src')
  const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('catalog/'))
    .flatMap((file) => {
      const text = readFileSync(join(src, file), 'utf8')
      return callsIn(text, 'refusal|saidByPg|no|wrong')
        .map((call) => callsIn(call, 'say').reduce((rest, hint) => rest.replace(hint, ''), call))
        .filter((call) => /[가-힣]/.test(call) && !file.startsWith('world/'))
        .map((call) => `${file}: ${call}`)
    })
  expect(found).toEqual([])
})

/** `name(…)`, up to the bracket that ends it. */
function callsIn(text: string, names: string): string[] {
  return [...text.matchAll(new RegExp(`\\b(?:${names})\\(`, 'g'))].map(({ 0: begins, index }) => {
    let end = index + begins.length
    for (let open = 1; open > 0 && end < text.length; end++) {
      if (text[end] === '(') open++
      if (text[end] === ')') open--
    }
    return text.slice(index, end)
  })
}
