/** Who waits for which window to end: ready frames, over server-sent events. */
import { EventEmitter } from 'node:events'
import type { Request, Response } from 'express'

export type WindowWatch = ReturnType<typeof createWindowWatch>

export function createWindowWatch() {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    /** A window has ended: whoever waits for it is told. */
    ended: (window_id: string) => void emitter.emit(window_id),

    /** Keeps the connection open and sends `answer()` as soon as there is one. */
    follow(req: Request, res: Response, window_id: string, answer: () => unknown): void {
      res.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
      res.flushHeaders()
      res.write('retry: 500\n\n')
      const tell = () => {
        const data = answer()
        if (data === null) return
        res.write(`event: ended\ndata: ${JSON.stringify(data)}\n\n`)
        res.end()
      }
      emitter.on(window_id, tell)
      req.on('close', () => emitter.off(window_id, tell))
      tell()
    },
  }
}
