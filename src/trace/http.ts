/** What goes over the wires of browsers and of the control API: which surface it is, whom it is about, and what was answered. */
import type { Request, RequestHandler, Response } from 'express'
import { stopwatch } from '../core/clock.ts'
import { beginFor, goOn } from '../core/go-on.ts'
import { isRecord } from '../core/record.ts'
import type { Surface } from './record.ts'
import { KEEP_CHARACTERS } from './redact.ts'
import type { Trace } from './trace.ts'

export interface ExchangeParts {
  readonly trace: Pick<Trace, 'open' | 'tell' | 'during' | 'leaves' | 'isOpen'>
  /** The payment or certification of a window; null where there is no such window. */
  readonly impUidOf: (window_id: string) => string | null
}

/** Of pages and scripts, which are always the same, so many characters are enough. */
const KEEP_OF_PAGES = 1000

/** Whoever reads the record, or asks whether all is well, is no part of the story. */
const READS_THE_RECORD =
  /^\/_sandbox\/((trace|requests|events|health|openapi\.json|docs|wait)\b|payments\/[^/]+\/(trace\.|silences\b)|scenarios\/from\b)/

export function recordExchanges({ trace, impUidOf }: ExchangeParts): RequestHandler {
  return (req, res, next) => {
    const surface = surfaceOf(req)
    if (surface === null) return next()
    const opened = trace.open()
    beginFor(res, (work) => trace.during(opened.seq, work))
    const elapsed = stopwatch()
    const sent = listen(res)
    let is_told = false
    const tell = () => {
      if (is_told || !trace.isOpen()) return
      is_told = true
      const ms = elapsed()
      const text = sent()
      const about = { ...aboutOf(req, text), ...windowOf(`${req.originalUrl} ${text}`, impUidOf) }
      const is_home = surface === 'window' && goesHome(req, res, text)
      const { method, originalUrl: url, headers } = req
      const told = {
        ...about,
        surface: is_home ? 'home' : surface,
        request: { method, url, headers, body: req.body ?? null },
        response: { status: res.statusCode, ms, headers: res.getHeaders(), body: text === '' ? null : text },
        keep: isPage(res) ? KEEP_OF_PAGES : KEEP_CHARACTERS,
      } as const
      // A page that waits has asked long before: the result goes home now.
      const place = is_home && isWaiting(req) ? trace.open() : opened
      trace.tell(told, place)
      if (is_home) trace.leaves(about, place.seq)
    }
    res.on('finish', tell).on('close', tell)
    goOn(res, next)
  }
}

/** Null for what is not kept: the dashboard's pages, and reading what is kept. */
function surfaceOf({ method, path }: Request): Surface | null {
  if (path.startsWith('/_sandbox')) return READS_THE_RECORD.test(path) ? null : 'control'
  if (path.startsWith('/dashboard')) return method === 'POST' ? 'control' : null
  if (/^\/(checkout|certificates)\/(requests|zzim)$/.test(path)) return 'sdk'
  if (/^\/(js|v1|users\/pg)\/|^\/(payments\/f?ready|certificates\/ready)\//.test(path)) return 'sdk'
  return /^\/(checkout|certificates|payments\/fail)(\/|$)/.test(path) ? 'window' : null
}

/** Hears what is answered, no more of it than is kept. */
function listen(res: Response): () => string {
  const { write, end } = res
  let text = ''
  const hear = (chunk: unknown) => {
    if (text.length > KEEP_CHARACTERS) return
    if (typeof chunk === 'string') text += chunk
    else if (chunk instanceof Uint8Array) text += Buffer.from(chunk).toString('utf8')
  }
  res.write = function (this: Response, ...args: unknown[]) {
    hear(args[0])
    return Reflect.apply(write, this, args)
  } as Response['write']
  res.end = function (this: Response, ...args: unknown[]) {
    hear(args[0])
    return Reflect.apply(end, this, args)
  } as Response['end']
  return () => text
}

function isPage(res: Response): boolean {
  return /html|javascript|css/.test(String(res.getHeader('content-type') ?? ''))
}

/** The buyer's browser is sent to the shop, or the shop's page hears the result. */
function goesHome(req: Request, res: Response, text: string): boolean {
  if (isWaiting(req)) return text.includes('event: ended') || /^\{"over":\{/.test(text)
  const location = res.getHeader('location')
  return typeof location === 'string' && /^[a-z][a-z0-9+.-]*:/i.test(location)
}

/** The frame hears of the end of its window. */
const isWaiting = ({ path }: Request) => path.endsWith('/events')

const IMP_UID = /\bimp_\d{12}\b/
const WINDOW_ID = /\/(?:checkout|certificates)\/([0-9a-f]{32})\b/

/** The ids that stand in the request: in its body, or in its address. */
function aboutOf(
  { body, path }: Request,
  answer: string,
): { imp_uid: string | null; merchant_uid: string | null } {
  const order = isRecord(body) && isRecord(body.data) ? body.data : body
  const merchant_uid = isRecord(order) && typeof order.merchant_uid === 'string' ? order.merchant_uid : null
  const imp_uid = IMP_UID.exec(path)?.[0] ?? (merchant_uid === null ? null : IMP_UID.exec(answer)?.[0])
  return { imp_uid: imp_uid ?? null, merchant_uid }
}

function windowOf(text: string, impUidOf: ExchangeParts['impUidOf']): { imp_uid?: string } {
  const window_id = WINDOW_ID.exec(text)?.[1]
  const imp_uid = window_id === undefined ? null : impUidOf(window_id)
  return imp_uid === null ? {} : { imp_uid }
}
