/**
 * What is asked before the routes of an app. Express looks for a route step by step, with half a dozen functions made for each request;
 * the REST API has a table of its own, and of Express it needs what requests and responses can do.
 */
import { IncomingMessage, type RequestListener, type ServerOptions, ServerResponse } from 'node:http'
import type { Express, Request, RequestHandler, Response } from 'express'

/** By request: what went wrong before the app was asked, for its routes to answer. */
const failed = new WeakMap<Request, unknown>()

/** `first` answers, or asks for the next one: the app. Its first handler is to be `failedAhead`. */
export function ahead(first: RequestHandler, app: Express): RequestListener {
  return (req, res) => {
    const request = as<Request>(req, app.request)
    const response = as<Response>(res, app.response)
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

function as<T>(object: object, prototype: object): T {
  if (Object.getPrototypeOf(object) !== prototype) Object.setPrototypeOf(object, prototype)
  return object as T
}

/** Requests and responses of a server that can do from the beginning what an app gives them: V8 makes slow ones of those that learn it. */
export interface Born {
  /** For `createServer`. */
  readonly options: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>
  /** From now on they are born as this app wants them. */
  as(app: Pick<Express, 'request' | 'response'>): void
}

export function createBorn(): Born {
  const request = bornOf(IncomingMessage)
  const response = bornOf(ServerResponse)
  return {
    options: { IncomingMessage: request, ServerResponse: response },
    as(app) {
      request.prototype = app.request
      response.prototype = app.response
    },
  }
}

type Class = abstract new (...args: never[]) => object

/** The same class, whose `prototype` can be set. */
function bornOf<C extends Class>(of: C): C {
  function born(...args: unknown[]): object {
    return Reflect.construct(of, args, born)
  }
  born.prototype = of.prototype
  return born as unknown as C
}
