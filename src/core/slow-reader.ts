/** Whoever asks for much and then reads nothing of it does not hold it in memory for ever. */
import type { NextFunction, Request, Response } from 'express'

/** How long nothing may move while something waits to be read. */
const STANDSTILL_MS = 30_000

/** Cuts off a reader who stands still. A connection on which nothing waits may be silent for as long as it likes. */
export function boundReader(standstill_ms = STANDSTILL_MS) {
  return (_req: Request, res: Response, next: NextFunction): void => {
    res.setTimeout(standstill_ms, () => {
      if (res.writableLength > 0 || (res.socket?.writableLength ?? 0) > 0) res.destroy()
    })
    next()
  }
}
