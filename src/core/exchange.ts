/**
 * One request over HTTP/1.1 on a socket of its own, for calls of a running sandbox. Not by node:http: loading it takes a command as long as
 * all else that it does.
 */
import { connect } from 'node:net'

export interface Reached {
  readonly status: number
  readonly text: string
}

type Headers = Readonly<Record<string, string>>

/** Whether this is all that a request needs: no TLS, no name and password, nothing that a header cannot have. */
export function isPlain({ protocol, username, password }: URL, headers: Headers): boolean {
  const values = Object.values(headers)
  return (
    protocol === 'http:' && username + password === '' && values.every((one) => /^[\x20-\x7e]*$/.test(one))
  )
}

/** Rejects with the error of the socket, or with one whose `code` says what is wrong with the answer. */
export function exchange(
  address: URL,
  method: string,
  headers: Headers,
  body: string,
  signal?: AbortSignal,
): Promise<Reached> {
  return new Promise((resolve, reject) => {
    const host = address.hostname.replace(/^\[|\]$/g, '')
    const socket = connect({ host, port: Number(address.port || 80), ...(signal ? { signal } : {}) })
    const received: Buffer[] = []
    let missing = Number.POSITIVE_INFINITY
    socket.on('data', (bytes) => {
      received.push(bytes)
      if (received.length === 1) missing = lengthOf(bytes)
      missing -= bytes.length
      if (missing <= 0) socket.destroy()
    })
    socket.once('error', reject)
    socket.once('close', () => {
      try {
        resolve(readAnswer(Buffer.concat(received)))
      } catch (error) {
        reject(error)
      }
    })
    socket.write(requestText(address, method, headers, body))
  })
}

function requestText(
  { host, pathname, search }: URL,
  method: string,
  headers: Headers,
  body: string,
): string {
  const length = body === '' && method !== 'POST' ? {} : { 'content-length': Buffer.byteLength(body) }
  const lines = Object.entries({ host, ...headers, ...length, connection: 'close' })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${method} ${pathname}${search} HTTP/1.1\r\n${head}\r\n${body}`
}

/**
 * How many bytes an answer has, by how it begins; infinitely many where it does not say so: it is whole when its connection ends, which
 * was asked for. None where it is no HTTP: whoever speaks something else may never end.
 */
function lengthOf(beginning: Buffer): number {
  if (!'HTTP/'.startsWith(beginning.toString('latin1', 0, 'HTTP/'.length))) return 0
  const end = beginning.indexOf(HEAD_ENDS)
  const length = end < 0 ? undefined : LENGTH.exec(beginning.toString('latin1', 0, end))?.[1]
  return length === undefined ? Number.POSITIVE_INFINITY : end + HEAD_ENDS.length + Number(length)
}

const HEAD_ENDS = '\r\n\r\n'
const LENGTH = /^content-length: *(\d+)/im

function readAnswer(bytes: Buffer): Reached {
  if (bytes.length === 0) throw broken('ECONNRESET')
  const end = bytes.indexOf(HEAD_ENDS)
  const head = bytes.toString('latin1', 0, Math.max(end, 0))
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(head)?.[1])
  if (!status) throw broken('no HTTP')
  const rest = bytes.subarray(end + HEAD_ENDS.length)
  // An interim answer; the real one follows.
  if (status < 200) return readAnswer(rest)
  if (/^transfer-encoding:.*\bchunked\b/im.test(head)) return { status, text: joined(rest) }
  const length = Number(LENGTH.exec(head)?.[1] ?? rest.length)
  if (rest.length < length) throw broken('ECONNRESET')
  return { status, text: rest.toString('utf8', 0, length) }
}

/** The chunks of a body, each with its length before it; the last has none. */
function joined(body: Buffer): string {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const line = body.indexOf('\r\n', at)
    const digits = line < 0 ? undefined : CHUNK.exec(body.toString('latin1', at, line))?.[1]
    const [from, length] = [line + 2, Number.parseInt(digits ?? '', 16)]
    if (!(from + length <= body.length)) throw broken('ECONNRESET')
    if (length === 0) return Buffer.concat(chunks).toString('utf8')
    chunks.push(body.subarray(from, from + length))
    at = from + length + 2
  }
}

/** Its length, and perhaps an extension. A minus sign would lead back to what was read already. */
const CHUNK = /^([\da-f]+)[ \t]*(?:;|$)/i

const broken = (code: string) => Object.assign(new Error(code), { code })
