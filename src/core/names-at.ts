/** The names that a schema knows at a place within it: what could have been meant where a name is unknown. */
import type { z } from 'zod'

type Schema = z.core.$ZodType
type Def = z.core.$ZodTypes['_zod']['def']

/** Of several shapes, the names of all of them. */
export function namesAt(schema: Schema, path: readonly PropertyKey[]): string[] {
  const def = schema._zod.def as Def
  const [part, ...rest] = path
  switch (def.type) {
    case 'optional':
    case 'default':
    case 'prefault':
    case 'nullable':
    case 'readonly':
      return namesAt(def.innerType, path)
    case 'union':
      return [...new Set(def.options.flatMap((option) => namesAt(option, path)))]
    case 'array':
      return part === undefined ? [] : namesAt(def.element, rest)
    case 'record':
      return part === undefined ? [] : namesAt(def.valueType, rest)
    case 'object': {
      if (part === undefined) return Object.keys(def.shape)
      const inner = def.shape[String(part)]
      return inner ? namesAt(inner, rest) : []
    }
    default:
      return []
  }
}
