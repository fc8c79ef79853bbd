/** What is left out of a row is what the reader puts back. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSparse, writeSparse } from '../../src/core/sparse.ts'

const MOST = { name: null, tax_free: 0, escrow: false, language: 'ko', notice_url: [] }
const said = fc.record(
  {
    name: fc.option(fc.string()),
    tax_free: fc.constantFrom(0, 1, null),
    escrow: fc.boolean(),
    language: fc.constantFrom('ko', 'en', ''),
    notice_url: fc.constantFrom([], ['http://127.0.0.1/'], null),
    more: fc.constantFrom(null, 0, '', [], { a: null }),
  },
  { requiredKeys: ['name', 'tax_free', 'escrow', 'language', 'notice_url'], noNullPrototype: true },
)

test('it reads as it was, and so does one that was written in full', () => {
  fc.assert(
    fc.property(said, (whole) => {
      expect(readSparse<object>(writeSparse<object>(whole, MOST), MOST)).toEqual(whole)
      expect(readSparse<object>(JSON.stringify(whole), MOST)).toEqual(whole)
    }),
  )
})

test('what is like most is not written', () => {
  expect(writeSparse<object>({ ...MOST, name: '주문명', more: 1 }, MOST)).toBe('{"name":"주문명","more":1}')
  expect(writeSparse<object>({ ...MOST }, MOST)).toBe('{}')
})
