/** What keeps an open page fresh: all that people are told, and that a page has loaded the script, of which nobody is told. */
import type { RequestHandler } from 'express'
import { eventStream } from '../event-stream.ts'
import type { Journal } from '../journal.ts'
import type { Mark, Trace } from '../trace/trace.ts'

/** `?seen=`: the place in the trace up to which the page was drawn. What happened before it listened is told at once. */
export function pageEvents(journal: Journal, trace: Pick<Trace, 'mark' | 'watch'>): RequestHandler {
  const stream = eventStream(journal)
  return (req, res, next) => {
    stream(req, res, next)
    if (req.query.seen !== placeText(trace.mark())) res.write('event: happened\ndata: {"kind":"missed"}\n\n')
    const stop = trace.watch(({ about, line_no }) => {
      if (about.surface === 'sdk' && line_no === null && res.writableLength === 0)
        res.write('event: happened\ndata: {"kind":"script"}\n\n')
    })
    req.on('close', stop)
  }
}

/** A place in the trace. What has begun has a number before it is told, so the number of the last line counts, too. */
export const placeText = ({ seq, line }: Mark): string => `${seq}-${line}`
