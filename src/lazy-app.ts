/** The app, loaded with the first request: a start need not wait for it, and many a test only calls functions. */
import type { RequestListener } from 'node:http'
import type { ControlParts } from './control/parts.ts'
import { failedLine } from './journal.ts'

export interface LazyApp {
  readonly listener: RequestListener
  /** Loads it ahead of the first request. */
  load(): Promise<RequestListener>
}

export function createLazyApp(parts: ControlParts): LazyApp {
  let app: RequestListener | null = null
  let loading: Promise<RequestListener> | null = null

  const load = (): Promise<RequestListener> => {
    loading ??= import('./app.ts').then(({ createApp }) => {
      app = createApp(parts)
      return app
    })
    return loading
  }

  return {
    load,
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
