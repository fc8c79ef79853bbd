/**
 * Routes that are loaded with the first request for them: a start need not wait for pages that nobody opens, and whoever only calls the
 * REST API has none of them in memory.
 */
import type { RequestHandler } from 'express'
import { goOn } from './go-on.ts'

export function lazyRoutes(load: () => Promise<RequestHandler>): RequestHandler {
  let routes: RequestHandler | null = null
  let loading: Promise<RequestHandler> | null = null
  return (req, res, next) => {
    if (routes) return routes(req, res, next)
    loading ??= load().then(
      (loaded) => {
        routes = loaded
        return loaded
      },
      (error: unknown) => {
        // A process without file descriptors may have some at the next request.
        loading = null
        throw error
      },
    )
    loading.then((loaded) => goOn(res, () => loaded(req, res, next))).catch(next)
  }
}
