/** The browsable page of the OpenAPI document: every operation with its parameters, and a form to try it. */
import { createHash } from 'node:crypto'
import { type NextFunction, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { CallerError, inWords } from '../core/caller-error.ts'
import { type GuardOptions, hostGuard } from '../core/guard.ts'
import { type Operation, operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'
import { onDashboardName } from '../core/two-names.ts'
import type { Views } from '../core/views.ts'
import { openapiDocument } from './openapi.ts'

export interface DocsParts extends Pick<GuardOptions, 'allowed_hosts'> {
  readonly rest: readonly Operation[]
  /** All of the control API, this document's own row included. */
  readonly control: () => readonly Operation[]
  readonly url: () => string
  readonly views: Views
  /** Keys that the page fills in; no secret, `start` prints them. */
  readonly keys: () => { readonly imp_key: string; readonly imp_secret: string }
}

/** The row of the document itself, for the control API. */
export function openapiOperation({
  rest,
  control,
  url,
}: Pick<DocsParts, 'rest' | 'control' | 'url'>): Operation {
  /** To write it anew takes a fifth of a second, and rows do not change. */
  let made: { readonly url: string; readonly document: unknown } | null = null
  return operation({
    method: 'GET',
    path: '/openapi.json',
    tag: 'openapi',
    summary: 'OpenAPI 3.1 of the emulated API and of this one; /_sandbox/docs shows it as a page.',
    token: false,
    returns: z.unknown(),
    known: assumed('the sandbox’s own control API'),
    handle: () => {
      if (made?.url !== url()) made = { url: url(), document: openapiDocument(rest, control(), url()) }
      return made.document
    },
  })
}

/** The page shows shapes and no data, so that it asks for no token; what it tries out does. */
export function docsRoutes(parts: DocsParts): Router {
  const { views, rest, control, keys, allowed_hosts } = parts
  const policy = [
    "default-src 'none'",
    `script-src '${digest(views.source('browser/docs.js'))}'`,
    `style-src '${digest(views.source('style/docs.css'))}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  const router = Router()
  router.use(hostGuard({ allowed_hosts }), onDashboardName)
  router.get('/', (_req, res) => {
    res.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const groups = [...grouped('', rest), ...grouped('/_sandbox', control())]
    res.type('html').send(views.render('docs/index', { groups, ...keys() }))
  })
  router.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (!(error instanceof CallerError)) return next(error)
    const { status, name, message, hint } = inWords(error, req.get('accept-language'))
    res.status(status).json({ error: { name, message, hint } })
  })
  return router
}

function grouped(prefix: string, operations: readonly Operation[]) {
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return tags.map((tag) => ({
    title: prefix === '' ? tag : `${prefix} ${tag}`,
    operations: operations.filter((row) => row.tag === tag).map((row) => model(prefix, row)),
  }))
}

function model(prefix: string, row: Operation) {
  const { method, summary, known, example } = row
  const path = `${prefix}${row.path}`
  const filled = path.replace(/\/?\{(\w+)(\?)?\}/g, (whole, name: string, may?: string) => {
    const value = example?.params?.[name]
    if (value === undefined) return may ? '' : whole
    return `${whole.startsWith('/') ? '/' : ''}${value}`
  })
  const search = Object.entries(example?.query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => `${name}=${encodeURIComponent(String(item))}`),
  )
  return {
    id: `${method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+/g, '-')}`,
    method,
    path,
    summary,
    known: `${known.how}: ${known.source}`,
    parameters: (['params', 'query', 'body'] as const).flatMap((part) => parameters(part, row[part])),
    try_path: search.length > 0 ? `${filled}?${search.join('&')}` : filled,
    try_body: row.body ? JSON.stringify(example?.body ?? {}, null, 2) : null,
    asks_token: prefix === '' && row.token,
  }
}

interface Property {
  readonly type?: string | string[]
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly default?: unknown
}

function parameters(part: 'params' | 'query' | 'body', schema: z.ZodType | undefined) {
  if (!schema) return []
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Property>
    required?: string[]
  }
  return Object.entries(json.properties ?? {}).map(
    ([name, { type, enum: values, description, default: given }]) => ({
      name,
      place: { params: 'path', query: 'query', body: 'body' }[part],
      is_required: json.required?.includes(name) ?? false,
      type: values ? values.join(' | ') : [type ?? 'any'].flat().join(' | '),
      description: [description, given === undefined ? '' : `기본값 ${JSON.stringify(given)}`]
        .filter(Boolean)
        .join('; '),
    }),
  )
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
