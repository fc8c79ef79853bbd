/**
 * The HTTP server of a sandbox. What is no request to it (no HTTP, a head that is too large, a tunnel through a proxy) Node itself
 * would answer without a body, or not at all: each has its answer here, in iamport's shape or in that of the control API.
 */
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import type { Duplex } from 'node:stream'
import { refusal } from '../catalog/refusals.ts'

/** `born`: the classes of its requests and responses. */
export function createHttpServer(handler: RequestListener, born: ServerOptions = {}): Server {
  return createServer({ requireHostHeader: false, ...born }, handler)
    .on('clientError', answerUnparsable)
    .on('checkExpectation', handler)
    .on('connect', (_req, socket) =>
      answerBare(socket, '405 Method Not Allowed', NO_PROXY).once('finish', () => socket.destroy()),
    )
}

/** What Node tells of a request that it could not read. */
interface Unparsable extends NodeJS.ErrnoException {
  /** As it came in, as far as it came. */
  readonly rawPacket?: Buffer
}

function answerUnparsable(error: Unparsable, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const is_long = error.code === 'HPE_HEADER_OVERFLOW'
  const phrase = is_long ? '431 Request Header Fields Too Large' : '400 Bad Request'
  answerBare(socket, phrase, isOfControl(error) ? CONTROL_ERROR : envelope())
}

/** Where there is no response to write to, only the connection. */
function answerBare(socket: Duplex, status: string, answer: unknown): Duplex {
  const body = Buffer.from(JSON.stringify(answer))
  const head = `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`
  return socket.on('error', () => {}).end(Buffer.concat([Buffer.from(head), body]))
}

function envelope() {
  const { code, message } = refusal('body_unreadable')
  return { code, message, response: null }
}

/** The control API answers in its own shape. */
function isOfControl({ rawPacket }: Unparsable): boolean {
  return /^[A-Z]+ \/_sandbox[/? ]/.test(rawPacket?.subarray(0, 40).toString('latin1') ?? '')
}

const CONTROL_ERROR = {
  error: {
    name: 'request_unreadable',
    message: 'The request is no HTTP, or its address and headers are longer than 16 kB.',
    hint: null,
  },
}

const NO_PROXY = {
  code: -1,
  message:
    'This port is no proxy. `iamport-sandbox run -- COMMAND` starts a program with one that leads its calls of api.iamport.kr here.',
  response: null,
}
