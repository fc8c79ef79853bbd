/** What somebody may get wrong about a value, or right: the values that all fuzzing draws from. */
import fc from 'fast-check'
import { z } from 'zod'

/** Names that every object has without having been given them. */
export const NAMES_OF_OBJECTS = [
  'toString',
  'constructor',
  '__proto__',
  'def',
  'hasOwnProperty',
  'valueOf',
] as const

/** Of fixtures/worlds/official-clients.json. */
export const IDS = [
  'imp_448280090638',
  'merchant_1448280088556',
  'imp_205852873956',
  'imp_436389624339',
  'imp_011115679124',
  'imp_630554823245',
  'imp_964732188684',
  'customer_1234',
  'customer_123456',
  'order_1',
]

export const NUMBERS = [
  0,
  1,
  -1,
  0.1,
  0.5,
  1004,
  504,
  1e21,
  2 ** 53,
  -0,
  1767193200,
  1900000000,
  99_999_999_999,
]
export const NUMBER_TEXTS = [
  '0',
  '-0',
  '1e3',
  '1e999',
  'NaN',
  'Infinity',
  '0x10',
  '1,000',
  '9'.repeat(40),
  '.5',
  '1.',
]
const TEXTS = [
  '',
  ' ',
  'null',
  'true',
  'false',
  'all',
  'paid',
  '2026-01-01',
  '%',
  '+',
  '../x',
  '\ud800',
  '\u0000',
  '{"a":',
  '[[[[',
]

export const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...IDS) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS, ...NUMBER_TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...NAMES_OF_OBJECTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      [],
      {},
      [null],
      { name: {} },
      [[1]],
      { 0: 'x' },
      { toString: 'x' },
      { length: 1e9 },
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('가'.repeat(5000), '1'.repeat(5000), 'a'.repeat(5000), ' '.repeat(5000)),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }).map((depth) => nested(depth)) },
)

function nested(depth: number): unknown {
  return depth === 0 ? 'x' : depth % 2 === 0 ? [nested(depth - 1)] : { toString: nested(depth - 1) }
}

interface Json {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Json>
  items?: Json
  anyOf?: Json[]
}

/** A value for a schema: what it asks for, most of the time; anything, sometimes. */
export function valueFor(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  if (!schema) return rarely(fc.constant(undefined), 9)
  return rarely(like(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json), 12)
}

const rarely = (usual: fc.Arbitrary<unknown>, weight: number) =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: anything })

function like(schema: Json): fc.Arbitrary<unknown> {
  if (schema.properties) return record(schema.properties)
  return rarely(right(schema), 6)
}

function right(schema: Json): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(like))
  const types = [schema.type ?? 'string'].flat()
  if (types.includes('array')) return fc.array(like(schema.items ?? {}), { maxLength: 3 })
  if (types.includes('integer') || types.includes('number')) {
    return fc.constantFrom<unknown>(1000, 504, 1, 0, '1000', 1767193200, 1900000000, 1004.5)
  }
  if (types.includes('boolean')) return fc.constantFrom<unknown>(true, false, 'true', 0)
  const words = ['4242-4242-4242-4242', '2030-12', '004', 'nice', 'card', 'vbank', '010-1234-5678', '3d']
  return fc.oneof(fc.constantFrom(...IDS, ...words), fc.string({ maxLength: 20 }))
}

/** Some of the fields, and now and then one that nobody has heard of. */
function record(properties: Record<string, Json>): fc.Arbitrary<unknown> {
  const shape = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, like(schema)]))
  const known = fc.record(shape, { requiredKeys: [] })
  const stranger = fc.tuple(known, fc.constantFrom(...NAMES_OF_OBJECTS, 'amonut'), anything)
  return fc.oneof(
    { weight: 6, arbitrary: known },
    { weight: 1, arbitrary: stranger.map(([given, name, value]) => ({ ...given, [name]: value })) },
  )
}
