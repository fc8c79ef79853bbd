/** The body of a call: read once, and only where one came. */
import type { Request, Response } from 'express'
import { formBody, jsonBody, multipartBody } from '../core/read-body.ts'

const READERS = [
  jsonBody({ limit: '1mb', strict: false }),
  formBody({ limit: '1mb' }),
  multipartBody({ limit: '1mb' }),
]

/** Reads the body, each kind by its own parser. PHP's client says JSON on a GET whose body is none: that one is left aside. */
export async function readBody(req: Request, res: Response): Promise<void> {
  if (!hasBody(req)) return
  try {
    for (const reader of READERS) {
      await new Promise<void>((resolve, reject) => {
        reader(req, res, (error?: unknown) => (error === undefined ? resolve() : reject(error)))
      })
    }
  } catch (error) {
    if (!(error instanceof SyntaxError) || !['GET', 'HEAD', 'DELETE'].includes(req.method)) throw error
    req.body = undefined
  }
}

export function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}
