/** A schema in one glance, as TypeScript would write it: `{ code: string, list: { imp_uid: string }[] }`. */

type Json = Readonly<Record<string, unknown>>

/** Deeper than this nobody reads. */
const DEEPEST = 4

export function shapeOf(schema: Json, depth = 0): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const any = (schema.anyOf ?? schema.oneOf) as Json[] | undefined
  if (any) return [...new Set(any.map((one) => shapeOf(one, depth)))].join(' | ')
  if (schema.type === 'array') return `${arrayed(shapeOf((schema.items ?? {}) as Json, depth))}[]`
  if (schema.type === 'object' || schema.properties) return objectShape(schema, depth)
  return [schema.type ?? 'any'].flat().join(' | ')
}

function objectShape(schema: Json, depth: number): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Json>)
  if (properties.length === 0) return typeof schema.additionalProperties === 'object' ? '{ [name]: … }' : '{}'
  if (depth >= DEEPEST) return '{ … }'
  const required = (schema.required ?? []) as readonly string[]
  const pad = '  '.repeat(depth + 1)
  const lines = properties.map(([name, property]) => {
    const said = typeof property.description === 'string' ? `  // ${property.description}` : ''
    return `${pad}${name}${required.includes(name) ? '' : '?'}: ${shapeOf(property, depth + 1)}${said}`
  })
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

/** `(string | null)[]` */
const arrayed = (shape: string) => (shape.includes(' | ') && !shape.startsWith('{') ? `(${shape})` : shape)
