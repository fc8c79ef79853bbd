/**
 * Connections to shops. Where many webhooks go to one shop, each takes the connection of the one before it, as long as that shop has
 * said that it keeps it. A connection that nobody takes up is closed within a moment: a shop that ends must not have to wait for it.
 * By https each has its own, so that a start need not load TLS.
 */
import { Agent, type IncomingMessage } from 'node:http'

/** How long a connection waits for the next webhook. Servers that keep connections do so for seconds. */
const IDLE_MS = 20

/** The connections of one sandbox, for webhooks by http. */
export function createConnections(): Agent {
  return new Agent({ keepAlive: true, timeout: IDLE_MS })
}

/**
 * Whether the shop says that it keeps the connection. Many a small server closes it without a word, and what is sent at that moment is
 * lost without having been heard: it would count as a webhook that the shop let drop.
 */
export function isKept({ headers }: IncomingMessage): boolean {
  return /\bkeep-alive\b/i.test(headers.connection ?? '')
}
