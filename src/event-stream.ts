/** A stream of server-sent events, for the dashboard and the control API: whatever the journal hears, from now on. */
import type { Request, RequestHandler, Response } from 'express'
import { inLang, langOfHeader, say } from './core/bilingual.ts'
import type { Journal } from './journal.ts'

/** How much may wait for a reader who does not read. Then he is cut off: what he missed, `GET /_sandbox/events?after=` has. */
const MAY_WAIT_BYTES = 1024 * 1024

/** One `event: happened` for each. A reader who falls behind is told so (`event: behind`) and cut off. */
export function eventStream(journal: Journal): RequestHandler {
  return (req: Request, res: Response) => {
    res.set({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
    res.flushHeaders()
    res.write('retry: 1000\n\n')
    const lang = langOfHeader(req.get('accept-language')) ?? undefined
    const stop = journal.follow((event) => {
      if (res.writableLength < MAY_WAIT_BYTES) {
        res.write(`id: ${event.id}\nevent: happened\ndata: ${JSON.stringify(event)}\n\n`)
        return
      }
      stop()
      const why = inLang(TOO_SLOW, lang ?? 'ko')
      const missed = { after: event.id - 1, why }
      res.end(`event: behind\ndata: ${JSON.stringify(missed)}\n\n`)
      // Nobody may read the farewell either: what waits is let go with the connection.
      res.socket?.setTimeout(FAREWELL_MS, () => res.socket?.destroy())
    }, lang)
    req.on('close', stop)
  }
}

const FAREWELL_MS = 5000

const TOO_SLOW = say(
  '읽는 속도가 너무 느려 연결을 끊었습니다.',
  'This reader reads too slowly and was cut off.',
)
