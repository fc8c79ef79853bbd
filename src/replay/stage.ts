/**
 * Where replays are played: one address that the shop knows for iamport, behind it a fresh sandbox for each scenario.
 *
 * The shop is up already and was told this address by its environment; so the address stays while sandboxes come and go.
 */

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../core/database.ts'
import { createHttpServer } from '../rest/server.ts'
import { createInstance, type Instance, MIGRATIONS } from '../sandbox.ts'
import { readSettings } from '../settings.ts'
import type { Scenario } from './scenario.ts'

export interface Stage {
  readonly url: string
  /** A fresh sandbox, as the scenario wants it; the one before must have been taken down. */
  build(scenario: Pick<Scenario, 'world'>, is_restarted: boolean, shop_quiet_ms: number): Promise<Built>
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
  /** One whose scenario is over: it starts over for the next, because to build another one takes longer than most scenarios. */
  let idle: { readonly kind: string; readonly instance: Instance } | null = null
  const blank = blankDatabase()
  const listener: RequestListener = (req, res) => {
    if (current) current.app(req, res)
    else res.writeHead(503).end('no scenario is being played')
  }
  const server = createHttpServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port

  return {
    url: `http://${host}:${bound}`,

    async build({ world: { clock, seed } }, is_restarted, shop_quiet_ms) {
      if (is_restarted) return buildOnFile()
      const kind = `${clock} ${shop_quiet_ms}`
      const used = idle?.kind === kind ? idle.instance : null
      if (used) {
        idle = null
        await used.startOver(String(seed))
      }
      const instance = used ?? (await open(':memory:'))
      current = instance
      return {
        instance: () => instance,
        restart: () => Promise.reject(new Error('a sandbox in memory does not outlive its process')),
        async takeDown() {
          current = null
          await idle?.instance.close()
          idle = { kind, instance }
        },
      }

      // What the environment says of the sandbox is for `start`: a replay is the same everywhere.
      function open(db: string): Promise<Instance> {
        return createInstance(
          readSettings({ db, clock, seed: String(seed), port: bound, host, shop_quiet_ms }, {}),
        )
      }

      /** What is to outlive a restart needs a file. */
      async function buildOnFile(): Promise<Built> {
        const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-replay-'))
        const db = join(folder, 'sandbox.db')
        blank.copyTo(db)
        let instance = await open(db)
        current = instance
        return {
          instance: () => instance,
          async restart() {
            current = null
            await instance.close()
            instance = await open(db)
            current = instance
          },
          async takeDown() {
            current = null
            await instance.close()
            rmSync(folder, { recursive: true, force: true })
          },
        }
      }
    },

    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await idle?.instance.close()
      idle = null
      blank.remove()
    },
  }
}

/** An empty database on a file: its tables are made once, because that takes longer than the rest of a start. */
function blankDatabase() {
  let folder: string | null = null
  return {
    copyTo(file: string): void {
      if (folder === null) {
        folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-replay-'))
        openDatabase(join(folder, 'blank.db'), MIGRATIONS).close()
      }
      copyFileSync(join(folder, 'blank.db'), file)
    },
    remove(): void {
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
    },
  }
}
