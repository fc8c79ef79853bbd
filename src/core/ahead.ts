/**
 * What is asked before the routes of an app. Express looks for a route step by step, with half a dozen functions made for each request;
 * the REST API has a table of its own, and of Express it needs what requests and responses can do.
 */
import type { RequestListener } from 'node:http'
import type { Express, Request, RequestHandler, Response } from 'express'

/** By request: what went wrong before the app was asked, for its routes to answer. */
const failed = new WeakMap<Request, unknown>()

/** `first` answers, or asks for the next one: the app. Its first handler is to be `failedAhead`. */
export function ahead(first: RequestHandler, app: Express): RequestListener {
  return (req, res) => {
    const request = Object.setPrototypeOf(req, app.request) as Request
    const response = Object.setPrototypeOf(res, app.response) as Response
    request.res = response
    request.originalUrl ||= request.url
    const rest = (error?: unknown) => {
      if (error !== undefined) failed.set(request, error)
      app(request, response)
    }
    try {
      first(request, response, rest)
    } catch (error) {
      rest(error)
    }
  }
}

/** Hands on what went wrong ahead of the app. */
export const failedAhead: RequestHandler = (req, _res, next) => next(failed.get(req))
