/** One OpenAPI 3.1 document of everything the sandbox speaks, written from the operation rows. */
import { z } from 'zod'
import type { Operation } from '../core/operation.ts'
import { packageVersion } from '../core/package.ts'
import type { Documented } from '../core/schema.ts'

interface Part {
  readonly operations: readonly Operation[]
  /** Before every path. */
  readonly prefix: string
  /** What an answer looks like around what the row returns. */
  readonly envelope: boolean
}

type Json = Record<string, unknown>

export function openapiDocument(
  rest: readonly Operation[],
  control: readonly Operation[],
  url: string,
): Json {
  const parts: readonly Part[] = [
    { operations: rest, prefix: '', envelope: true },
    { operations: control, prefix: '/_sandbox', envelope: false },
  ]
  const paths: Record<string, Json> = {}
  for (const part of parts) {
    for (const row of part.operations) {
      for (const path of pathsOf(`${part.prefix}${row.path}`)) {
        paths[path] = { ...paths[path], [row.method.toLowerCase()]: describe(row, part, path) }
      }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'iamport-sandbox',
      version: packageVersion(),
      description:
        'The emulated REST API of iamport (PortOne V1), and under /_sandbox the control API of the sandbox itself.',
    },
    servers: [{ url }],
    security: [],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'access_token of POST /users/getToken',
        },
        control: {
          type: 'http',
          scheme: 'bearer',
          description: 'Only where the sandbox was started with a token.',
        },
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'message', 'response'],
          properties: {
            code: { type: 'integer', description: 'not 0, whatever the HTTP status' },
            message: { type: 'string' },
            response: { type: 'null' },
          },
        },
        CallerError: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['name', 'message', 'hint'],
              properties: {
                name: { type: 'string' },
                message: { type: 'string' },
                hint: { type: ['string', 'null'] },
              },
            },
          },
        },
      },
    },
  }
}

/** OpenAPI has no path parameter that may be missing: such a path stands there twice. */
function pathsOf(path: string): string[] {
  const whole = path.replace(/\?\}/g, '}')
  const short = path.replace(/\/\{\w+\?\}/g, '')
  return whole === short ? [whole] : [whole, short]
}

function describe(row: Operation, { envelope, prefix }: Part, path: string): Json {
  const body = row.body && row.method !== 'GET' ? schemaOf(row.body, 'input') : null
  const returned = schemaOf(row.returns, 'output')
  return {
    operationId: `${row.method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+/g, '_')}`,
    tags: [prefix === '' ? row.tag : `sandbox ${row.tag}`],
    summary: row.summary,
    description: `How we know: ${row.known.how}, ${row.known.source}.`,
    'x-known': row.known,
    security: prefix === '' ? (row.token ? [{ token: [] }] : []) : [{ control: [] }, {}],
    parameters: [
      ...parameters(row.params, 'path', row.example?.params).filter(({ name }) => path.includes(`{${name}}`)),
      ...parameters(row.query, 'query', row.example?.query),
    ],
    ...(body === null ? {} : { requestBody: requestBody(row, body, envelope) }),
    responses: envelope ? restResponses(row, returned) : controlResponses(returned),
  }
}

/** Every status that the vendor's document lists, and 401 wherever a token is asked for. */
function restResponses({ statuses = [], token }: Operation, returned: Json): Json {
  const answered = { 'application/json': { schema: enveloped(returned) } }
  const refused = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } }
  const listed = [...new Set([...statuses, ...(token ? [401] : [])])].sort((a, b) => a - b)
  const others = listed.map((status) => [
    status,
    { description: STATUSES[status] ?? 'Refused.', content: status < 300 ? answered : refused },
  ])
  return {
    200: { description: 'Answered; look at `code`.', content: answered },
    ...Object.fromEntries(others),
    default: {
      description: 'Refused before the operation: no such path, an unreadable body.',
      content: refused,
    },
  }
}

const STATUSES: Readonly<Record<number, string>> = {
  207: 'Some of what was asked for.',
  400: 'A parameter is missing or wrong, or the state does not allow it.',
  401: 'No token, or one that has expired.',
  404: 'There is nothing by that name.',
  405: 'Not for this payment.',
  409: 'Done already, or not possible now.',
  500: 'The PG refuses.',
  501: 'This PG cannot.',
}

function controlResponses(returned: Json): Json {
  const refused = { 'application/json': { schema: { $ref: '#/components/schemas/CallerError' } } }
  return {
    200: { description: 'Done.', content: { 'application/json': { schema: returned } } },
    default: { description: 'Refused.', content: refused },
  }
}

/** The emulated API reads forms as well as JSON, the control API reads JSON alone. */
function requestBody(row: Operation, schema: Json, with_form: boolean): Json {
  const example = row.example?.body === undefined ? {} : { example: row.example.body }
  const json = { 'application/json': { schema, ...example } }
  const forms = { 'application/x-www-form-urlencoded': { schema }, 'multipart/form-data': { schema } }
  return { content: with_form ? { ...json, ...forms } : json }
}

function enveloped(response: Json): Json {
  return {
    type: 'object',
    required: ['code', 'message', 'response'],
    properties: {
      code: { type: 'integer' },
      message: { type: ['string', 'null'] },
      response: { anyOf: [response, { type: 'null' }] },
    },
  }
}

function parameters(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  examples: Readonly<Record<string, unknown>> = {},
) {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties)
    .flatMap(inQuery)
    .map(([name, property]) => {
      const { description, ...rest } = property
      const is_list = property.type === 'array'
      const example = examples[name] ?? examples[`${name}[]`]
      return {
        name: is_list ? `${name}[]` : name,
        in: place,
        required: place === 'path' || required.includes(name),
        ...(description === undefined ? {} : { description }),
        schema: rest,
        ...(example === undefined ? {} : { example }),
      }
    })
}

/** An object in a query is written part by part: `extra[requester]`. */
function inQuery([name, property]: [string, Json]): [string, Json][] {
  const parts = Object.entries((property.properties ?? {}) as Record<string, Json>)
  return parts.length === 0 ? [[name, property]] : parts.map(([part, inner]) => [`${name}[${part}]`, inner])
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => printDocumented(jsonSchema as Json),
  }) as Json
  return json
}

/** What the vendor's document says beyond what is insisted on: the document's own length, and which must be there. */
function printDocumented(json: Json): void {
  const { documented } = json as { documented?: Documented }
  delete json.documented
  delete json.nothing
  if (documented?.max !== undefined) json.maxLength = documented.max
  if (documented?.values) json.enum = [...documented.values]
  const properties = (json.properties ?? {}) as Record<string, Json>
  const required = Object.entries(properties).flatMap(([name, property]) =>
    property['x-required'] === true ? [name] : [],
  )
  if (documented?.is_required) json['x-required'] = true
  for (const property of Object.values(properties)) delete property['x-required']
  if (required.length > 0) json.required = [...new Set([...((json.required as string[]) ?? []), ...required])]
}
