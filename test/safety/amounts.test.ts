/**
 * Every amount of every operation is money before it is kept: fractions of a won, numbers that are no safe ones, negatives,
 * minus zero and texts that look like numbers are refused in the API's own words, or mean what they say.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { inWorldOf, nameOf, requestOf } from '../upkeep/coverage.ts'

const instance = await createInstance(readSettings({ db: ':memory:', seed: '1' }))
const rows = instance.operations
await instance.close()

/** Where an operation is given money, as its example writes it or could. */
const AMOUNTS = /^(amount|tax_free|vat|vat_amount|checksum|checking_amount|prepaid_amount|extra_charge)$/

interface Shape {
  readonly shape?: Record<string, Shape>
  readonly element?: Shape
  unwrap?(): Shape
}

/** Paths of amounts in a body: `amount`, `schedules.0.vat_amount`. */
function pathsIn(schema: Shape | undefined, path: readonly string[] = []): string[][] {
  if (!schema) return []
  if (schema.shape) {
    return Object.entries(schema.shape).flatMap(([name, inner]) =>
      AMOUNTS.test(name) ? [[...path, name]] : pathsIn(inner, [...path, name]),
    )
  }
  if (schema.element) return pathsIn(schema.element, [...path, '0'])
  return schema.unwrap ? pathsIn(schema.unwrap(), path) : []
}

const places = rows.flatMap((row) =>
  pathsIn(row.body as Shape | undefined).map(
    (path) => [`${nameOf(row)} ${path.join('.')}`, row, path] as const,
  ),
)

const HOSTILE: readonly unknown[] = [
  0.5,
  1000.5,
  -0.5,
  -1,
  -1000,
  -0,
  1e21,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 53),
  1e308,
  1e-7,
  Number.MIN_VALUE,
  '0.5',
  '-1',
  '-0',
  '1e21',
  '1e400',
  'NaN',
  'Infinity',
  '-Infinity',
  '0x10',
  '1,000',
  '1_000',
  '9007199254740993',
  '٣',
  ' ',
  {},
  [],
  true,
]
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100),
)

/** A whole number of won that is not negative, as a client may write it. */
function isWon(value: unknown): boolean {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount >= 0
}

test('amounts are found where there are any', () => {
  expect(places.length).toBeGreaterThan(25)
})

test.each(places)('%s', async (_name, row, path) => {
  await inWorldOf(nameOf(row), async ({ row: asked, token, url, faults }) => {
    const example = asked.example ?? {}
    const send = async (value: unknown) => {
      const body = structuredClone(example.body ?? {}) as Record<string, unknown>
      put(body, path, value)
      const { path: address, init } = requestOf({ ...asked, example: { ...example, body } }, token)
      const answer = await fetch(`${url}${address}`, init)
      return { status: answer.status, envelope: (await answer.json()) as { code: number; message: string } }
    }
    const property = fc.asyncProperty(hostile, async (value) => {
      const { status, envelope } = await send(value)
      expect(faults()).toEqual([])
      expect(envelope.message).not.toBe('서버 오류가 발생하였습니다.')
      if (status >= 300) expect(envelope.code).not.toBe(0)
      // Absent is what an empty text means in an optional field; a list of nothing and an object of nothing are no amount.
      if (envelope.code === 0)
        expect({ value, is_won: isWon(value) || value === ' ' }).toEqual({ value, is_won: true })
    })
    await fc.assert(property, { numRuns: 40, seed: 20260101, examples: HOSTILE.map((value) => [value]) })
  })
})

function put(body: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let at: unknown = body
  for (const step of path.slice(0, -1)) {
    const here = at as Record<string, unknown>
    here[step] ??= {}
    at = here[step]
  }
  Reflect.set(at as object, path.at(-1)!, value)
}
