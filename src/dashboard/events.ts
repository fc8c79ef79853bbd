/** What keeps an open page fresh: all that people are told, and that a page has loaded the script, of which nobody is told. */
import type { RequestHandler } from 'express'
import { eventStream } from '../event-stream.ts'
import type { Journal } from '../journal.ts'
import type { Trace } from '../trace/trace.ts'

export function pageEvents(journal: Journal, trace: Pick<Trace, 'watch'>): RequestHandler {
  const stream = eventStream(journal)
  return (req, res, next) => {
    stream(req, res, next)
    const stop = trace.watch(({ told, line_no }) => {
      if (told.surface === 'sdk' && line_no === null && res.writableLength === 0)
        res.write('event: happened\ndata: {"kind":"script"}\n\n')
    })
    req.on('close', stop)
  }
}
