/** A sandbox that a session starts for itself when none runs, and ends with itself. It can step aside from its port for a replay. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../rest/server.ts'
import { createInstance, type Instance } from '../sandbox.ts'
import type { Settings } from '../settings.ts'
import type { Place } from './ask.ts'
import type { Aside } from './what-is-wrong.ts'

export interface Own extends Place {
  readonly port: number
  readonly instance: Instance
  readonly aside: Aside
  close(): Promise<void>
}

/** On the port of the settings, or on any free one where that is taken. */
export async function openOwn(settings: Settings): Promise<Own> {
  let instance: Instance | null = null
  const open = async (at: number): Promise<Server> => {
    const server = createHttpServer((req, res) => instance!.app(req, res))
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(at, settings.host, resolve),
    )
    return server
  }
  let server = await open(settings.port).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return open(0)
    throw error
  })
  const { port } = server.address() as AddressInfo
  try {
    instance = await createInstance({ ...settings, port })
  } catch (error) {
    await closed(server)
    throw error
  }
  instance.ticker.live()
  const { token } = instance
  return {
    url: instance.url(),
    token,
    port,
    instance,
    async aside(wanted, work) {
      if (wanted !== port) return work()
      await closed(server)
      try {
        return await work()
      } finally {
        server = await open(port)
      }
    },
    async close() {
      await closed(server)
      await instance!.close()
    },
  }
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
