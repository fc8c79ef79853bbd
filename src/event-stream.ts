/** A stream of server-sent events, for the dashboard and the control API: whatever the journal hears, from now on. */
import type { Request, RequestHandler, Response } from 'express'
import type { Journal } from './journal.ts'

export function eventStream(journal: Journal): RequestHandler {
  return (req: Request, res: Response) => {
    res.set({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
    res.flushHeaders()
    res.write('retry: 1000\n\n')
    const stop = journal.follow((event) => {
      res.write(`id: ${event.id}\nevent: happened\ndata: ${JSON.stringify(event)}\n\n`)
    })
    req.on('close', stop)
  }
}
