/** What others may read of payments. Nobody but the verbs here writes them. */

import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import type { Desk } from './change.ts'
import type { Payment } from './payment.ts'
import { printPayment } from './print.ts'
import type { PaymentStore } from './store.ts'
import type { PaymentView } from './view.ts'

/** The questions that anybody may ask; none of them changes anything. */
export type PaymentReader = Pick<
  PaymentStore,
  | 'byIds'
  | 'byImpUid'
  | 'count'
  | 'countAll'
  | 'countFound'
  | 'everyOne'
  | 'everyPrepared'
  | 'exists'
  | 'isKnown'
  | 'kinds'
  | 'list'
  | 'prepared'
  | 'search'
  | 'timeline'
  | 'wasPaid'
>

export const readerOf = ({ store }: Desk): PaymentReader => ({
  byIds: store.byIds,
  byImpUid: store.byImpUid,
  count: store.count,
  countAll: store.countAll,
  countFound: store.countFound,
  everyOne: store.everyOne,
  everyPrepared: store.everyPrepared,
  exists: store.exists,
  isKnown: store.isKnown,
  kinds: store.kinds,
  list: store.list,
  prepared: store.prepared,
  search: store.search,
  timeline: store.timeline,
  wasPaid: store.wasPaid,
})

/** A payment of this merchant; another merchant's payment does not exist for it. */
export const find =
  ({ store }: Desk) =>
  (merchant: number, imp_uid: string): Payment => {
    const payment = store.byImpUid(imp_uid)
    if (payment?.merchant === merchant) return payment
    throw refusal(
      'payment_not_found',
      {},
      say(`결제 ${imp_uid}이(가) 없습니다.`, `There is no payment ${imp_uid}.`),
    )
  }

/** A payment as this merchant's REST answers print it. */
export const print =
  ({ settings }: Desk) =>
  (payment: Payment): PaymentView =>
    printPayment(payment, settings(payment.merchant).payment_keys)
