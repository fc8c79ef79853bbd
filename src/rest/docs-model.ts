/** What the page of the API shows of each operation: the model that views/docs/index.ejs draws. */
import { z } from 'zod'
import type { Lang } from '../core/bilingual.ts'
import type { Operation } from '../core/operation.ts'
import { refusalsOf } from './docs-refusals.ts'
import { shapeOf } from './docs-shape.ts'
import { KOREAN } from './korean.ts'

/** The newest payment of the sandbox: examples that name a payment name this one. */
export interface Newest {
  readonly imp_uid: string
  readonly merchant_uid: string
}

export function groupsOf(
  prefix: string,
  operations: readonly Operation[],
  lang: Lang,
  newest: Newest | null,
) {
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return tags.map((tag) => ({
    id: `tag-${`${prefix}-${tag}`.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-/, '')}`,
    title: prefix === '' ? tag : `${prefix} ${tag}`,
    operations: operations.filter((row) => row.tag === tag).map((row) => modelOf(prefix, row, lang, newest)),
    refusals: prefix === '' ? refusalsOf(tag) : [],
  }))
}

function modelOf(prefix: string, row: Operation, lang: Lang, newest: Newest | null) {
  const { method, known } = row
  const path = `${prefix}${row.path}`
  const korean = KOREAN[`${method} ${path}`] ?? row.summary
  const example = withNewest(row, newest)
  const filled = path.replace(/\/?\{(\w+)(\?)?\}/g, (whole, name: string, may?: string) => {
    const value = example.params?.[name]
    if (value === undefined) return may ? '' : whole
    return `${whole.startsWith('/') ? '/' : ''}${encodeURIComponent(value)}`
  })
  const search = Object.entries(example.query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => `${name}=${encodeURIComponent(String(item))}`),
  )
  const { parameters, returned } = schemasOf(row)
  return {
    id: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+/g, '-')}`,
    method,
    path,
    summary: lang === 'ko' ? korean : row.summary,
    words: `${method} ${path} ${row.summary} ${korean}`.toLowerCase(),
    known: `${known.how}: ${known.source}`,
    parameters,
    returned,
    try_path: search.length > 0 ? `${filled}?${search.join('&')}` : filled,
    try_body: row.body ? JSON.stringify(example.body ?? {}, null, 2) : null,
    asks_token: prefix === '' && row.token,
  }
}

/** Only what reads or changes a payment names it; what makes one keeps the example's own order number. */
function withNewest(
  { example = {}, path }: Operation,
  newest: Newest | null,
): NonNullable<Operation['example']> {
  if (!newest) return example
  const { imp_uid, merchant_uid } = newest
  const named = <T>(given: T): T =>
    typeof given === 'object' && given !== null && 'imp_uid' in given ? { ...given, imp_uid } : given
  const finds = path.startsWith('/payments/find') && example.params?.merchant_uid !== undefined
  const params = finds ? { ...example.params, merchant_uid } : named(example.params)
  return { ...example, ...(params && { params }), body: named(example.body) }
}

interface Property {
  readonly type?: string | string[]
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly default?: unknown
}

interface Schemas {
  readonly parameters: readonly {
    readonly name: string
    readonly place: string
    readonly is_required: boolean
    readonly type: string
    readonly description: string
    readonly default: string | null
  }[]
  readonly returned: string
}

/** Rows do not change, and to read their schemas anew takes a while. */
const known_schemas = new WeakMap<Operation, Schemas>()

function schemasOf(row: Operation): Schemas {
  const known = known_schemas.get(row)
  if (known) return known
  const made: Schemas = {
    parameters: (['params', 'query', 'body'] as const).flatMap((part) => parametersOf(part, row[part])),
    returned: shapeOf(
      z.toJSONSchema(row.returns, { io: 'output', unrepresentable: 'any' }) as Record<string, unknown>,
    ),
  }
  known_schemas.set(row, made)
  return made
}

function parametersOf(part: 'params' | 'query' | 'body', schema: z.ZodType | undefined) {
  if (!schema) return []
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
    required?: string[]
  }
  return Object.entries(json.properties ?? {}).map(
    ([name, { type, enum: values, description = '', default: given }]) => ({
      name,
      place: { params: 'path', query: 'query', body: 'body' }[part],
      is_required: json.required?.includes(name) ?? false,
      type: values ? values.join(' | ') : [type ?? 'any'].flat().join(' | '),
      description,
      default: given === undefined ? null : JSON.stringify(given),
    }),
  )
}
