/**
 * Routes that are loaded with the first request for them: a start need not wait for pages that nobody opens, and whoever only calls the
 * REST API has none of them in memory.
 */
import type { RequestHandler } from 'express'
import { goOn } from './go-on.ts'
import { lazilyLoaded } from './lazy.ts'

export function lazyRoutes(load: () => Promise<RequestHandler>): RequestHandler {
  let routes: RequestHandler | null = null
  const loading = lazilyLoaded(async () => {
    routes = await load()
    return routes
  })
  return (req, res, next) => {
    if (routes) return routes(req, res, next)
    loading()
      .then((loaded) => goOn(res, () => loaded(req, res, next)))
      .catch(next)
  }
}
