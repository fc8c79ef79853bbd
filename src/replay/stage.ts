/**
 * Where replays are played: one address that the shop knows for iamport, behind it a fresh sandbox for each scenario.
 *
 * The shop is up already and was told this address by its environment; so the address stays while sandboxes come and go.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInstance, type Instance } from '../sandbox.ts'
import { readSettings } from '../settings.ts'
import type { Scenario } from './scenario.ts'

export interface Stage {
  readonly url: string
  /** A fresh sandbox, as the scenario wants it; the one before must have been taken down. */
  build(scenario: Pick<Scenario, 'world'>, is_restarted: boolean, shop_quiet_ms: number): Built
  close(): Promise<void>
}

/** A sandbox on the stage. `instance()` is another one after a restart. */
export interface Built {
  instance(): Instance
  restart(): Promise<void>
  takeDown(): Promise<void>
}

/** Rejects when the port is taken. */
export async function openStage(port: number, host = '127.0.0.1'): Promise<Stage> {
  let current: Instance | null = null
  const listener: RequestListener = (req, res) => {
    if (current) current.app(req, res)
    else res.writeHead(503).end('no scenario is being played')
  }
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port

  return {
    url: `http://${host}:${bound}`,

    build({ world: { clock, seed } }, is_restarted, shop_quiet_ms) {
      const folder = is_restarted ? mkdtempSync(join(tmpdir(), 'iamport-sandbox-replay-')) : null
      const db = folder === null ? ':memory:' : join(folder, 'sandbox.db')
      // What the environment says of the sandbox is for `start`: a replay is the same everywhere.
      const open = () =>
        createInstance(readSettings({ db, clock, seed: String(seed), port: bound, host, shop_quiet_ms }, {}))
      let instance = open()
      current = instance
      return {
        instance: () => instance,
        async restart() {
          current = null
          await instance.close()
          instance = open()
          current = instance
        },
        async takeDown() {
          current = null
          await instance.close()
          if (folder !== null) rmSync(folder, { recursive: true, force: true })
        },
      }
    },

    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
