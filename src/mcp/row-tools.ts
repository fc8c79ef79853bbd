/** The rows of the control API as tools: name, schema and description come from the row. */
import { z } from 'zod'
import { inLang, type Lang } from '../core/bilingual.ts'
import type { Operation } from '../core/operation.ts'
import { pathPart } from '../core/path-part.ts'
import { type Json, type Question, type Tool, ToolError } from './tool.ts'

/** Too long for whoever reads it all: the tools themselves say the same of the control API. */
const LEFT_OUT = ['/openapi.json']

const PARTS = ['params', 'query', 'body'] as const
type Part = (typeof PARTS)[number]

/** `only`: groups of rows by their tag; empty means all. Throws a `ToolError` for a group that there is not. */
export function rowTools(rows: readonly Operation[], only: readonly string[] = []): Tool[] {
  const offered = rows.filter(({ path }) => !LEFT_OUT.includes(path))
  const groups = [...new Set(offered.map(({ tag }) => tag))]
  const unknown = only.filter((group) => !groups.includes(group))
  if (unknown.length > 0) throw new ToolError(`--only ${unknown.join(',')}: ${groups.join(', ')}`)
  return offered.filter(({ tag }) => only.length === 0 || only.includes(tag)).map(toolOf)
}

function toolOf(row: Operation): Tool {
  const fields = fieldsOf(row)
  return {
    name: nameOf(row),
    description: `${row.summary} (${row.method} /_sandbox${row.path})`,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
      required: fields.filter(({ is_required }) => is_required).map(({ name }) => name),
    },
    annotations: {
      readOnlyHint: row.method === 'GET',
      destructiveHint: row.method === 'DELETE' || /^\/(reset|snapshots\/\{id\}\/restore)$/.test(row.path),
      openWorldHint: false,
    },
    call: async (args, { ask, lang }) => textOf(await ask(questionOf(row, fields, args, lang))),
  }
}

/** `POST /payments/{imp_uid}/deposit` is `post_payments_by_imp_uid_deposit`: whoever knows the route knows the tool. */
export function nameOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  const words = path.replace(/\{(\w+)\}/g, 'by_$1').split(/[^\w]+/)
  return [method.toLowerCase(), ...words.filter(Boolean)].join('_')
}

interface Field {
  readonly name: string
  readonly part: Part
  readonly schema: unknown
  readonly is_required: boolean
  /** The body as a whole, where it is no plain object of fields. */
  readonly is_whole?: true
}

/** A tool has one list of arguments: those of path, query and body lie side by side. */
function fieldsOf(row: Operation): Field[] {
  const fields = PARTS.flatMap((part) => partFields(row, part))
  const seen = new Set<string>()
  for (const { name } of fields) {
    if (seen.has(name)) throw new Error(`${row.method} ${row.path} has two parameters ${name}`)
    seen.add(name)
  }
  return fields
}

function partFields(row: Operation, part: Part): Field[] {
  const type = row[part]
  if (!type || (part === 'body' && row.method === 'GET')) return []
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as Json
  // A body of a union or of any keys has no list of its own.
  if (part === 'body' && (schema.properties === undefined || schema.type !== 'object'))
    return [{ name: 'body', part, schema, is_required: false, is_whole: true }]
  const required = (schema.required ?? []) as string[]
  return Object.entries((schema.properties ?? {}) as Json).map(([name, property]) => ({
    name,
    part,
    schema: property,
    is_required: part === 'params' || required.includes(name),
  }))
}

function questionOf({ method, path }: Operation, fields: readonly Field[], args: Json, lang: Lang): Question {
  const given = (part: Part) =>
    Object.fromEntries(
      fields
        .filter((field) => field.part === part && field.name in args)
        .map(({ name }) => [name, args[name]]),
    )
  const whole = fields.find(({ is_whole }) => is_whole)
  const known = new Set(fields.map(({ name }) => name))
  // What no field takes goes where the row refuses it in its own words.
  const unknown = Object.fromEntries(Object.entries(args).filter(([name]) => !known.has(name)))
  const named = given('params')
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    pathPart(name, named[name], (said) => new ToolError(inLang(said, lang))),
  )
  const body = whole ? (args.body ?? {}) : { ...given('body'), ...unknown }
  return { method, path: filled, query: given('query'), body }
}

export const textOf = (answer: unknown): string => JSON.stringify(answer, null, 1)
