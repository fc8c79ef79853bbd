/**
 * The body that nearly every client sends: JSON in UTF-8, of a length that its header says. A parser for every kind of body takes a
 * sixteenth of the time of a whole sale to find that out; it reads all others.
 */
import type { IncomingMessage } from 'node:http'
import { parseJson } from './bounds.ts'

const PLAIN = /^application\/json(?:; ?charset="?utf-?8"?)?$/i
/** As `limit` of the parser for all others. */
const MOST_BYTES = 1024 * 1024

/** Whether a request has such a body, and nobody has begun to read it. */
export function isPlainJson(req: IncomingMessage): boolean {
  const { headers } = req
  const length = headers['content-length'] ?? ''
  return (
    PLAIN.test(headers['content-type'] ?? '') &&
    /^[1-9]\d{0,6}$/.test(length) &&
    Number(length) <= MOST_BYTES &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined &&
    !req.readableDidRead &&
    !req.readableEnded &&
    !req.destroyed
  )
}

/** What it says. Rejects with the `SyntaxError` of what is no JSON, with `TooMuch`, or because the client has gone; each has a `status`. */
export function readPlainJson(req: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const gone = (): void => {
      if (!req.readableEnded) reject(Object.assign(new Error('request aborted'), { status: 400 }))
    }
    req.on('data', (chunk: Buffer) => void chunks.push(chunk))
    req.on('end', () => {
      try {
        const text = textOf(chunks)
        resolve(text === '' ? {} : parseJson(text))
      } catch (error) {
        reject(error instanceof SyntaxError ? Object.assign(error, { status: 400 }) : error)
      }
    })
    req.on('error', gone)
    req.on('close', gone)
  })
}

function textOf(chunks: readonly Buffer[]): string {
  const text = (chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8')
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}

const BYTE_ORDER_MARK = '\ufeff'
