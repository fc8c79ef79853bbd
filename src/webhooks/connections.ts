/**
 * Connections to shops. Where many webhooks go to one shop, each takes the connection of the one before it, as long as that shop has
 * said that it keeps it. A connection that nobody takes up is closed within a moment: a shop that ends must not have to wait for it.
 */
import { Agent as HttpAgent, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'

/** How long a connection waits for the next webhook. Servers that keep connections do so for seconds. */
const IDLE_MS = 20

export interface Connections {
  /** Of `http:` or `https:`. */
  agentFor(protocol: string): HttpAgent
  close(): void
}

export function createConnections(): Connections {
  const agents = new Map<string, HttpAgent>()
  return {
    agentFor(protocol) {
      let agent = agents.get(protocol)
      if (!agent) {
        const options = { keepAlive: true, timeout: IDLE_MS }
        agent = protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options)
        agents.set(protocol, agent)
      }
      return agent
    },
    close() {
      for (const agent of agents.values()) agent.destroy()
    },
  }
}

/**
 * Whether the shop says that it keeps the connection. Many a small server closes it without a word, and what is sent at that moment is
 * lost without having been heard: it would count as a webhook that the shop let drop.
 */
export function isKept({ headers }: IncomingMessage): boolean {
  return /\bkeep-alive\b/i.test(headers.connection ?? '')
}
