/** The time of a window is over. One that has ended already is left alone: its payment waits for nobody. */
import type { CheckoutParts } from './parts.ts'

export function expire({ windows, payments, ended }: CheckoutParts, imp_uid: string): void {
  const window = windows.byImpUid(imp_uid)
  if (!window || window.ended) return
  windows.transaction(() => {
    payments.expire(imp_uid)
    windows.end(window.id, { ending: 'close', error_code: null, error_msg: null })
  })
  ended(window.id)
}
