/** Requests that are no HTTP, or whose head is too large: Node itself would answer without a body, iamport's shape is kept. */
import type { Socket } from 'node:net'
import { refusal } from '../catalog/refusals.ts'

/** For the server's `clientError`. */
export function answerUnparsable(
  error: NodeJS.ErrnoException,
  socket: Pick<Socket, 'writable' | 'end' | 'destroy'>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, phrase] =
    error.code === 'HPE_HEADER_OVERFLOW' ? [431, 'Request Header Fields Too Large'] : [400, 'Bad Request']
  const { code, message } = refusal('body_unreadable')
  const body = Buffer.from(JSON.stringify({ code, message, response: null }))
  const head = `HTTP/1.1 ${status} ${phrase}\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n`
  socket.end(Buffer.concat([Buffer.from(head), body]))
}
