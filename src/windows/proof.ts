/**
 * What shows that something was pressed in a window's own page. The page that embeds a window learns its address, because it
 * has to open it; this it never learns: it stands in the window's forms and in what the ready frame is told, and nowhere else.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export type Proofs = ReturnType<typeof createProofs>

/** `secret` is drawn at the start and never stored: a window's page from before a restart shows itself anew. */
export function createProofs(secret: string) {
  const of = (window_id: string) => createHmac('sha256', secret).update(window_id).digest('base64url')
  return {
    of,
    holds(window_id: string, given: string): boolean {
      const [a, b] = [Buffer.from(of(window_id)), Buffer.from(given)]
      return a.length === b.length && timingSafeEqual(a, b)
    },
  }
}
