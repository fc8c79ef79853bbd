/** The control API under /_sandbox: JSON in, JSON out, from the same kind of rows as the REST API. */
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express'
import { Refusal } from '../catalog/refusals.ts'
import { Answer, byPrecedence, expressPath, type Input, type Operation } from '../core/operation.ts'
import { read } from '../core/schema.ts'
import { ControlError } from './errors.ts'
import { changeGuard, type GuardOptions, hostGuard, tokenGuard } from './guard.ts'

export interface ControlParts extends GuardOptions {
  readonly operations: readonly Operation[]
  readonly fault: (error: unknown, req: Request) => void
  /** Sends what happens from now on, for whoever asks for an event stream instead of a list. */
  readonly stream: RequestHandler
}

export function controlRouter({ operations, fault, stream, ...guard }: ControlParts): Router {
  const router = Router()
  router.use(hostGuard(guard), tokenGuard(guard), changeGuard)
  router.use((_req, res, next) => {
    res.set({ 'cache-control': 'no-store', 'content-security-policy': "frame-ancestors 'none'" })
    next()
  })
  router.use(express.json({ limit: '10mb' }))
  router.get('/events', (req, res, next) => {
    if (req.accepts(['json', 'text/event-stream']) === 'text/event-stream') return stream(req, res, next)
    next()
  })
  for (const row of [...operations].sort(byPrecedence)) {
    const verb = row.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'
    router[verb](expressPath(row.path), (req, res) => answer(row, req, res))
  }

  async function answer(row: Operation, req: Request, res: Response): Promise<void> {
    const part = (name: 'params' | 'query' | 'body') => {
      const schema = row[name]
      if (!schema) return {}
      const result = read(schema, name === 'body' ? (req.body ?? {}) : req[name])
      if ('value' in result) return result.value
      const { parameter, kind, allowed } = result.problem
      const message = kind === 'missing' ? `${parameter} is missing` : `${parameter} is wrong`
      throw new ControlError(
        400,
        `parameter_${kind}`,
        `${message}: it must be ${allowed}.`,
        `${row.method} /_sandbox${row.path}: ${row.summary}`,
      )
    }
    const input = {
      params: part('params'),
      query: part('query'),
      body: part('body'),
      merchant: 1,
      user_agent: '',
    }
    const value = await row.handle(input as Input<never, never, never>)
    const [status, response] = value instanceof Answer ? [value.status, value.value] : [200, value]
    res.status(status).json(response)
  }

  router.use((req: Request) => {
    throw new ControlError(
      404,
      'no_such_route',
      `There is no ${req.method} /_sandbox${req.path}.`,
      'See docs/reference/control.md.',
    )
  })

  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const { status, name, message, hint } = asControlError(error) ?? unexpected(error, req)
    res.status(status).json({ error: { name, message, hint } })
  })

  function unexpected(error: unknown, req: Request): ControlError {
    fault(error, req)
    return new ControlError(500, 'internal', 'The sandbox itself failed; its log says why.')
  }
  return router
}

/** Refusals of the nouns are the caller's mistake here, whatever REST would call them. */
function asControlError(error: unknown): ControlError | null {
  if (error instanceof ControlError) return error
  if (error instanceof Refusal) {
    const status = error.status >= 400 && error.status < 500 ? error.status : 409
    return new ControlError(status, error.name, error.message, error.hint)
  }
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (!(error instanceof Error) || status < 400 || status >= 500) return null
  return new ControlError(status, 'body_unreadable', `The body cannot be read: ${error.message}`)
}
