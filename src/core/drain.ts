/** The end of a server: nobody new, those who wait for an answer get it within the grace, then nothing is left open. */
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { stopwatch } from './clock.ts'

/** How often connections are looked at that have their answer. */
const LOOK_MS = 10

export async function drain(server: Server, grace_ms: number): Promise<void> {
  let is_closed = false
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      is_closed = true
      resolve()
    })
  })
  const elapsed = stopwatch()
  while (elapsed() < grace_ms && !is_closed) {
    server.closeIdleConnections()
    await Promise.race([closed, wait(LOOK_MS)])
  }
  server.closeAllConnections()
  await closed
}
