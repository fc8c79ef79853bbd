/**
 * Routes that are loaded with the first request for them: a start need not wait for pages that nobody opens, and whoever only calls the
 * REST API has none of them in memory.
 */
import type { RequestHandler, Response } from 'express'

/** `resume`: goes on with what was begun for this request before there was something to wait for. */
export function lazyRoutes(resume: (res: Response, work: () => void) => void) {
  return (load: () => Promise<RequestHandler>): RequestHandler => {
    let routes: RequestHandler | null = null
    let loading: Promise<RequestHandler> | null = null
    return (req, res, next) => {
      if (routes) return routes(req, res, next)
      loading ??= load().then((loaded) => {
        routes = loaded
        return loaded
      })
      loading.then((loaded) => resume(res, () => loaded(req, res, next))).catch(next)
    }
  }
}
