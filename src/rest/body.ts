/** The body of a call: read once, and only where one came. */
import type { Request, RequestHandler, Response } from 'express'
import { isPlainJson, readPlainJson } from '../core/plain-json.ts'
import { formBody, jsonBody, multipartBody } from '../core/read-body.ts'

const json = jsonBody({ limit: '1mb', strict: false })
const OTHERS: Readonly<Record<string, RequestHandler>> = {
  'application/x-www-form-urlencoded': formBody({ limit: '1mb' }),
  'multipart/form-data': multipartBody({ limit: '1mb' }),
}
const OTHER_TYPES = Object.keys(OTHERS)

/** Reads the body, each kind by its own parser. PHP's client says JSON on a GET whose body is none: that one is left aside. */
export async function readBody(req: Request, res: Response): Promise<void> {
  if (!hasBody(req)) return
  try {
    if (isPlainJson(req)) req.body = await readPlainJson(req)
    else await parse(req, res)
  } catch (error) {
    if (!(error instanceof SyntaxError) || !['GET', 'HEAD', 'DELETE'].includes(req.method)) throw error
    req.body = undefined
  }
}

function parse(req: Request, res: Response): Promise<void> {
  const reader = OTHERS[req.is(OTHER_TYPES) || ''] ?? json
  return new Promise<void>((resolve, reject) => {
    reader(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
  })
}

export function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}
