/**
 * Which row a request asks for: one look-up by method and path segments, from which everything else of a call hangs.
 *
 * Literal segments win over parameters, in whatever case they are written, and one slash at the end changes nothing.
 */
import type { Operation } from '../core/operation.ts'

export interface Found {
  readonly row: Operation
  /** Path parameters as they stand in the address, percent-encoded. */
  readonly params: Readonly<Record<string, string>>
}

interface Node {
  readonly literals: Map<string, Node>
  parameter: Node | null
  /** By method: the row that ends here, and how its parameters are called. */
  readonly ends: Map<string, { readonly row: Operation; readonly names: readonly string[] }>
}

export function operationTable(operations: readonly Operation[]) {
  const root = node()
  for (const row of operations) {
    for (const path of [row.path.replace(/\?\}/g, '}'), row.path.replace(/\/\{\w+\?\}/g, '')]) {
      const segments = path.split('/').slice(1)
      const names = segments.filter(isParameter).map((segment) => segment.slice(1, -1))
      const { ends } = segments.reduce(child, root)
      for (const method of [row.method, ...(row.also ?? [])]) {
        if (method === row.method || !ends.has(method)) ends.set(method, { row, names })
      }
    }
  }

  return {
    /** The row for a method and a path without its query; null when there is none. */
    find(method: string, path: string): Found | null {
      const segments = path.split('/')
      if (segments.at(-1) === '') segments.pop()
      if (segments.length < 2) return null
      return walk(root, method === 'HEAD' ? 'GET' : method, segments, [])
    },
  }
}

function walk(
  { literals, parameter, ends }: Node,
  method: string,
  segments: readonly string[],
  /** Of the parameters on the way here. */
  values: string[],
  at = 1,
): Found | null {
  const segment = segments[at]
  if (segment === undefined) {
    const end = ends.get(method)
    return end ? { row: end.row, params: paramsOf(end.names, values) } : null
  }
  if (segment === '') return null
  const literal = literals.get(segment) ?? literals.get(segment.toLowerCase())
  const found = literal ? walk(literal, method, segments, values, at + 1) : null
  if (found || !parameter) return found
  values.push(segment)
  const by_parameter = walk(parameter, method, segments, values, at + 1)
  values.pop()
  return by_parameter
}

function paramsOf(names: readonly string[], values: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {}
  for (let n = 0; n < names.length; n++) params[names[n]!] = values[n]!
  return params
}

function child(parent: Node, segment: string): Node {
  if (isParameter(segment)) {
    parent.parameter ??= node()
    return parent.parameter
  }
  const known = parent.literals.get(segment)
  if (known) return known
  const fresh = node()
  parent.literals.set(segment, fresh)
  // Rows spell some segments in camel case; clients may spell any segment in any case.
  if (!parent.literals.has(segment.toLowerCase())) parent.literals.set(segment.toLowerCase(), fresh)
  return fresh
}

const isParameter = (segment: string): boolean => segment.startsWith('{')

function node(): Node {
  return { literals: new Map(), parameter: null, ends: new Map() }
}
