/**
 * Connections to shops, by http. Where many webhooks go to one shop, each takes the connection of the one before it, as long as that shop
 * has said that it keeps it. A connection that nobody takes up is closed within a moment: a shop that ends must not have to wait for it.
 *
 * Node's own client and its agent take longer than all else that is done for a webhook, so that here the request is written as text and
 * an ordinary answer is read at once. What is not ordinary goes on by Node's client, from the first byte of the answer on
 * (docs/decisions/0208).
 */
import { connect, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { carryByNode } from './by-node.ts'
import type { Carried, Carry, CarryOptions, Listening } from './carry.ts'
import type { Attempt } from './delivery.ts'
import { type PlainAnswer, readPlainAnswer } from './plain-answer.ts'

/** How long a connection waits for the next webhook. Servers that keep connections do so for seconds. */
export const IDLE_MS = 20
/** An answer is read from its beginning with each piece of it: one that comes in many is read by Node's client. */
const MOST_PIECES = 8

export interface Connections {
  readonly carry: Carry
  /** Closes those that nobody uses. */
  close(): void
}

type Message = Attempt['request']

/** The connections of one sandbox. */
export function createConnections(): Connections {
  const idle = new Map<string, Line[]>()

  function put(line: Line, host: string): void {
    const lines = idle.get(host) ?? []
    idle.set(host, lines)
    lines.push(line)
  }

  function drop(line: Line, host: string): void {
    const left = idle.get(host)?.filter((one) => one !== line) ?? []
    if (left.length > 0) idle.set(host, left)
    else idle.delete(host)
  }

  return {
    carry(url, message, options, listening) {
      if (!isOrdinary(url, message)) return carryByNode(url, message, options, listening)
      const { host } = url
      const line = idle.get(host)?.pop() ?? openLine(url, options, (gone) => drop(gone, host))
      return line.post(url, message, options, listening, () => put(line, host))
    },

    close() {
      for (const lines of idle.values()) for (const line of lines) line.end()
      idle.clear()
    },
  }
}

/** Headers that say how a request is carried; Node's client knows what follows from each. */
const CARRYING = /^(connection|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const VALUE = /^[\t\x20-\x7e]*$/

function isOrdinary({ protocol, username, password }: Readonly<URL>, { headers }: Message): boolean {
  if (protocol !== 'http:' || username !== '' || password !== '') return false
  for (const name in headers)
    if (CARRYING.test(name) || !NAME.test(name) || !VALUE.test(headers[name]!)) return false
  return true
}

function written({ host, pathname, search }: Readonly<URL>, { headers, body }: Message): string {
  let head = `POST ${pathname}${search} HTTP/1.1\r\n`
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`
  return `${head}Host: ${host}\r\nConnection: keep-alive\r\n\r\n${body}`
}

interface Line {
  post(
    url: Readonly<URL>,
    message: Message,
    options: CarryOptions,
    listening: Listening,
    keep: () => void,
  ): Carried
  end(): void
}

/** A request that is under way. */
interface Under extends Listening {
  readonly url: Readonly<URL>
  readonly message: Message
  readonly options: CarryOptions
  /** The line may carry the next one. */
  readonly keep: () => void
  /** Node's client, once it reads the answer. */
  by_node: Carried | null
}

/** `gone`: it is closed while nothing is under way on it. */
function openLine(url: Readonly<URL>, { lookup }: CarryOptions, gone: (line: Line) => void): Line {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const socket = connect({ host, port: Number(url.port) || 80, lookup, noDelay: true })
  let under: Under | null = null
  let received: Buffer | null = null
  /** In how many pieces. */
  let pieces = 0
  let is_connected = false

  /** Nothing is under way any more; what the request was is let go. */
  function over(): Under | null {
    const ended = under
    under = null
    received = null
    pieces = 0
    return ended
  }

  function fail(error: Error): void {
    const failed = over()
    socket.destroy()
    if (failed) failed.failed(error)
    else gone(line)
  }

  function hear(chunk: Buffer): void {
    // Nobody has asked.
    if (under === null) return void fail(hungUp())
    received = received === null ? chunk : Buffer.concat([received, chunk])
    const found = readPlainAnswer(received)
    if (found === 'odd') handOver(false)
    else if (!('begins' in found)) hearAnswer(found)
    else if (++pieces === MOST_PIECES) handOver(false)
    else under.began(found.begins)
  }

  function hearAnswer(answer: PlainAnswer): void {
    const { began, answered, keep } = over()!
    if (answer.is_kept) {
      socket.setTimeout(IDLE_MS)
      socket.unref()
      keep()
    } else socket.destroy()
    began(answer.status)
    answered(answer)
  }

  /** Node's client reads on, from the first byte of the answer. */
  function handOver(is_ended: boolean): void {
    const bytes = received
    const odd = over()!
    for (const [event, listener] of Object.entries(listeners)) socket.off(event, listener)
    odd.by_node = carryByNode(odd.url, odd.message, odd.options, odd, readAgain(socket, bytes, is_ended))
  }

  const listeners = {
    connect() {
      is_connected = true
      under?.connected()
    },
    data: hear,
    end: () => (received === null ? fail(hungUp()) : handOver(true)),
    timeout: () => fail(hungUp()),
    error: fail,
    close: () => fail(hungUp()),
  }
  for (const [event, listener] of Object.entries(listeners)) socket.on(event, listener)

  const line: Line = {
    post(url, message, options, listening, keep) {
      const mine: Under = { url, message, options, ...listening, keep, by_node: null }
      under = mine
      socket.ref()
      socket.setTimeout(0)
      socket.write(written(url, message))
      if (is_connected) mine.connected()
      return {
        destroy(reason) {
          if (mine.by_node) mine.by_node.destroy(reason)
          else if (under === mine) fail(reason)
        },
      }
    },
    end: () => void socket.destroy(),
  }
  return line
}

/** As Node says it of a connection that ends without an answer. */
const hungUp = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })

/** A connection of which some bytes have been read already. What is written to it has gone out before. */
function readAgain(socket: Socket, bytes: Buffer | null, is_ended: boolean): Duplex {
  const again = new Duplex({
    read: () => void socket.resume(),
    write: (_chunk, _encoding, done) => done(),
    destroy(error, done) {
      socket.destroy()
      done(error)
    },
  })
  if (bytes !== null) again.push(bytes)
  if (is_ended) again.push(null)
  socket.on('data', (chunk: Buffer) => {
    if (!again.push(chunk)) socket.pause()
  })
  socket.on('end', () => void again.push(null))
  socket.on('error', (error) => again.destroy(error))
  return again
}
