/** The browsable page of the OpenAPI document: every operation with its parameters, and a form to try it. */
import { createHash } from 'node:crypto'
import { type NextFunction, type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { CallerError, inWords } from '../core/caller-error.ts'
import { type GuardOptions, hostGuard } from '../core/guard.ts'
import { type Operation, operation } from '../core/operation.ts'
import { LANG_COOKIE, langOf } from '../core/page-lang.ts'
import { assumed } from '../core/provenance.ts'
import { onDashboardName } from '../core/two-names.ts'
import type { Views } from '../core/views.ts'
import { groupsOf, type Newest } from './docs-model.ts'
import { EVERY_CALL } from './docs-refusals.ts'
import { openapiDocument } from './openapi.ts'

export interface DocsParts extends Pick<GuardOptions, 'allowed_hosts'> {
  readonly rest: readonly Operation[]
  /** All of the control API, this document's own row included. */
  readonly control: () => readonly Operation[]
  readonly url: () => string
  readonly views: Views
  /** Keys that the page fills in; no secret, `start` prints them. */
  readonly keys: () => { readonly imp_key: string; readonly imp_secret: string }
  /** The payment that examples name; null where there is none, or where the page is not for everybody to see data on. */
  readonly newest: () => Newest | null
}

const YEAR_MS = 365 * 86_400_000

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

/** The page shows shapes and no data but the ids of one payment, so that it asks for no token; what it tries out does. */
export function docsRoutes(parts: DocsParts): Router {
  const { views, rest, control, keys, newest, allowed_hosts } = parts
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
  router.get('/', (req, res) => {
    res.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    const chosen = req.query.lang
    if (chosen === 'ko' || chosen === 'en') {
      res.cookie(LANG_COOKIE, chosen, { path: '/', sameSite: 'lax', maxAge: YEAR_MS })
    }
    const lang = chosen === 'ko' || chosen === 'en' ? chosen : langOf(req)
    const t = (ko: string, en: string) => (lang === 'ko' ? ko : en)
    const named = newest()
    const groups = [...groupsOf('', rest, lang, named), ...groupsOf('/_sandbox', control(), lang, named)]
    const model = { lang, t, groups, newest: named, every_call: EVERY_CALL, ...keys() }
    res.type('html').send(views.render('docs/index', model))
  })
  router.use((error: unknown, req: Request, res: Response, next: NextFunction) => {
    if (!(error instanceof CallerError)) return next(error)
    const { status, name, message, hint } = inWords(error, req.get('accept-language'))
    res.status(status).json({ error: { name, message, hint } })
  })
  return router
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
