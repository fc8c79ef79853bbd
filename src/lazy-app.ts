/** The app, loaded with the first request: a start need not wait for it, and many a test only calls functions. */
import type { RequestListener, ServerOptions } from 'node:http'
import type { Acts } from './acts/acts.ts'
import { createBorn } from './core/ahead.ts'
import { lazilyLoaded } from './core/lazy.ts'
import type { Operation } from './core/operation.ts'
import { failedLine } from './journal.ts'
import type { Whole } from './parts/life.ts'

export interface LazyApp {
  readonly listener: RequestListener
  /** For the server that it stands in. */
  readonly server_options: ServerOptions
  /** Loads it ahead of the first request. */
  load(): Promise<RequestListener>
}

export function createLazyApp(
  parts: Whole,
  loadOperations: () => Promise<readonly Operation[]>,
  loadActs: () => Promise<Acts>,
): LazyApp {
  let app: RequestListener | null = null
  const born = createBorn()

  const load = lazilyLoaded(async (): Promise<RequestListener> => {
    const { createApp } = await import('./app.ts')
    app = createApp({ ...parts, loadActs, operations: await loadOperations() }, born)
    return app
  })

  return {
    load,
    server_options: born.options,
    listener: (req, res) => {
      if (app) return app(req, res)
      load().then(
        (loaded) => loaded(req, res),
        (error: unknown) => {
          const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
          parts.journal.happened('fault', failedLine(`${req.method} ${req.url}`, text), {}, 'error')
          res.writeHead(500).end()
        },
      )
    },
  }
}
