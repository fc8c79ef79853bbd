/**
 * Who waits for which window to end, and which windows are on somebody's screen: both by server-sent events.
 *
 * A shop's page with a COOP header sees every popup of another site as closed at once, so its word alone does not count:
 * a popup that is still connected here is open.
 */
import { EventEmitter } from 'node:events'
import type { Request, Response } from 'express'
import type { Chores } from '../core/chores.ts'

/** Between two pages of a window nobody is connected for a moment. */
const GRACE_MS = 700

export type WindowWatch = ReturnType<typeof createWindowWatch>

export function createWindowWatch({ after }: Pick<Chores, 'after'>) {
  const emitter = new EventEmitter().setMaxListeners(0)
  const present = new Map<string, number>()
  /** What to do when a window is gone, and how to call that off while it waits. */
  const leaving = new Map<string, { then: () => unknown; callOff: (() => void) | null }>()

  function open(req: Request, res: Response): void {
    res.set({ 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    res.flushHeaders()
    res.write('retry: 500\n\n')
    req.socket.setNoDelay(true)
  }

  function startTimer(window_id: string): void {
    const wait = leaving.get(window_id)
    if (!wait || wait.callOff || present.has(window_id)) return
    wait.callOff = after(GRACE_MS, () => {
      leaving.delete(window_id)
      return wait.then()
    })
  }

  return {
    /** A window has ended: whoever waits for it is told. */
    ended: (window_id: string) => void emitter.emit(window_id),

    /** Keeps the connection open and sends `answer()` as soon as there is one. */
    follow(req: Request, res: Response, window_id: string, answer: () => unknown): void {
      open(req, res)
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

    /** A window's page is on somebody's screen for as long as this connection lasts. */
    attend(req: Request, res: Response, window_id: string): void {
      open(req, res)
      present.set(window_id, (present.get(window_id) ?? 0) + 1)
      const wait = leaving.get(window_id)
      wait?.callOff?.()
      if (wait) wait.callOff = null
      req.on('close', () => {
        const left = (present.get(window_id) ?? 1) - 1
        if (left > 0) present.set(window_id, left)
        else present.delete(window_id)
        startTimer(window_id)
      })
    },

    /** Does something once the window is on nobody's screen any more. */
    whenGone(window_id: string, then: () => unknown): void {
      if (!leaving.has(window_id)) leaving.set(window_id, { then, callOff: null })
      startTimer(window_id)
    },

    /** The windows of now are no more: nobody's leaving ends one of them. */
    forget(): void {
      for (const { callOff } of leaving.values()) callOff?.()
      leaving.clear()
    },
  }
}
