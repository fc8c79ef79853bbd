/** Handlers of which each one asks for the next, as one: Express looks for its next handler by address each time, which few of them need. */
import type { RequestHandler } from 'express'

export function inOrder(...handlers: readonly RequestHandler[]): RequestHandler {
  return handlers.reduceRight(
    (after, handler) => (req, res, next) =>
      handler(req, res, (error?: unknown) => (error === undefined ? after(req, res, next) : next(error))),
  )
}
