/** Requests that are no HTTP, or whose head is too large: Node itself would answer without a body, iamport's shape is kept. */
import type { Socket } from 'node:net'
import { refusal } from '../catalog/refusals.ts'

/** What Node tells of a request that it could not read. */
interface Unparsable extends NodeJS.ErrnoException {
  /** As it came in, as far as it came. */
  readonly rawPacket?: Buffer
}

/** For the server's `clientError`. */
export function answerUnparsable(
  error: Unparsable,
  socket: Pick<Socket, 'writable' | 'end' | 'destroy'>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, phrase] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request']
  const body = Buffer.from(JSON.stringify(isOfControl(error) ? CONTROL_ERROR : envelope()))
  const head = `HTTP/1.1 ${status} ${phrase}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`
  socket.end(Buffer.concat([Buffer.from(head), body]))
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
