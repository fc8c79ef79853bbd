/**
 * What was begun for a request goes on where something had to be waited for: its body, or routes that were not loaded yet. What is
 * changed after that is still told as what came of it.
 */
import type { RequestHandler, Response } from 'express'

type Resume = (work: () => void) => void

/** By response: how its request is gone on with. Of one that nobody keeps there is none. */
const resuming = new WeakMap<Response, Resume>()

export function beginFor(res: Response, resume: Resume): void {
  resuming.set(res, resume)
}

export function goOn(res: Response, work: () => void): void {
  const resume = resuming.get(res)
  if (resume) resume(work)
  else work()
}

/** For a handler that waits before it calls the next one. */
export function goingOn(waits: RequestHandler): RequestHandler {
  return (req, res, next) => waits(req, res, (error?: unknown) => goOn(res, () => next(error)))
}
