/** All that can be done with a payment: one verb each, one file for those that belong together. */
import { approve } from './approve.ts'
import { approveLate } from './approve-late.ts'
import { byApi } from './by-api.ts'
import { cancel, cancelByPg } from './cancel.ts'
import { createDesk, type PaymentsParts } from './change.ts'
import { deposit } from './deposit.ts'
import { abandon, decline, giveUp, refuse } from './fail.ts'
import { open } from './open.ts'
import { prepare } from './prepare.ts'
import { find, print, readerOf } from './read.ts'
import { adjust, expire, withdraw } from './wait.ts'

export { contract } from './contract.ts'

export type Payments = ReturnType<typeof createPayments>

export function createPayments(parts: PaymentsParts) {
  const desk = createDesk(parts)
  return {
    prepare: prepare(desk),
    open: open(desk),
    byApi: byApi(desk),
    approve: approve(desk),
    approveLate: approveLate(desk),
    decline: decline(desk),
    refuse: refuse(desk),
    giveUp: giveUp(desk),
    abandon: abandon(desk),
    deposit: deposit(desk),
    adjust: adjust(desk),
    withdraw: withdraw(desk),
    expire: expire(desk),
    cancel: cancel(desk),
    cancelByPg: cancelByPg(desk),
    /** A cash receipt stands for it, or no longer does. */
    noteReceipt: (imp_uid: string, receipt_tid: string, is_issued: boolean) =>
      desk.change(imp_uid, { do: 'receipt', is_issued, receipt_tid }),

    get: desk.get,
    find: find(desk),
    print: print(desk),
    read: readerOf(desk),
    note: desk.note,
    load: desk.load,
    /** Several of these verbs, all or none. */
    together: parts.store.transaction,
  }
}
