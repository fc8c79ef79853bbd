/** Benepia: welfare points of a company's staff, asked for and spent through KCP. */

import { z } from 'zod'
import { PG_ORDER_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { ableTo } from '../choice/abilities.ts'
import { toMajor } from '../core/money.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs } from '../core/provenance.ts'
import { ChannelKey, OrderFields, readFacts } from '../payments/api-facts.ts'
import { balance, type Payment } from '../payments/payment.ts'
import { PaymentView } from '../payments/view.ts'
import { channelOf, type PgOrders } from './pg-orders.ts'

/** The PG that keeps the points. */
const PG = ableTo('point_balance')[0]!
/** Points that every Benepia account of the sandbox starts with (assumed). */
const POINTS = 100_000
/** The password that logs nobody in, to try the refusal (assumed). */
const WRONG_PASSWORD = 'wrong'

const known = docs('API document v1, benepia; accounts and their points are the sandbox’s')
const Account = z.object({
  benepia_user: z.string().min(1),
  benepia_password: z.string().min(1).describe(`\`${WRONG_PASSWORD}\` is refused, any other is right`),
  channel_key: ChannelKey,
})
const account = {
  benepia_user: 'benepia_1',
  benepia_password: 'password',
  channel_key: 'channel-key-sandbox',
}

export function benepiaOperations(parts: PgOrders, print: (payment: Payment) => PaymentView): Operation[] {
  const { store, find, charge } = parts

  /** What is left: everything given back comes back as points. */
  function pointsOf(merchant: number, user: string): number {
    const spent = store
      .benepiaPayments(merchant, user)
      .map((imp_uid) => find(merchant, imp_uid))
      .filter(({ paid_at }) => paid_at > 0)
      .reduce((sum, payment) => sum + toMajor(balance(payment), payment.currency), 0)
    return POINTS - spent
  }

  function logIn({ benepia_password }: z.infer<typeof Account>): void {
    if (benepia_password === WRONG_PASSWORD)
      throw refusal('benepia_failed', { why: PG_ORDER_WHY.benepia_password })
  }

  return [
    operation({
      method: 'POST',
      path: '/benepia/point',
      statuses: [500],
      tag: 'benepia',
      summary: 'How many points an account has.',
      body: Account,
      returns: z.object({ point: z.int() }),
      known,
      example: { body: account },
      handle: ({ merchant, body }) => {
        channelOf(parts, merchant, body.channel_key, PG)
        logIn(body)
        return { point: pointsOf(merchant, body.benepia_user) }
      },
    }),
    operation({
      method: 'POST',
      path: '/benepia/payment',
      statuses: [500],
      tag: 'benepia',
      summary: 'Pays with points. With too few of them the payment fails.',
      body: Account.extend({
        benepia_member_code: z.string().optional(),
        merchant_uid: z.string().min(1).max(40),
        amount: z.number().positive(),
        ...OrderFields,
        name: z.string().min(1).max(40),
      }),
      returns: PaymentView,
      known,
      example: { body: { ...account, merchant_uid: 'order_benepia', amount: 1000, name: '복지몰 주문' } },
      handle: ({ merchant, body, user_agent }) => {
        const { benepia_user, benepia_password: _p, benepia_member_code: _m, channel_key, ...order } = body
        const pg_id = channelOf(parts, merchant, channel_key, PG)
        logIn(body)
        const is_enough = pointsOf(merchant, benepia_user) >= order.amount
        const decline = is_enough ? undefined : { code: '8144', message: '포인트 잔액 부족' }
        return store.transaction(() => {
          const { custom_data, notice_url } = readFacts(order)
          const payment = charge({
            ...order,
            custom_data: custom_data ?? undefined,
            notice_url: [...(notice_url ?? [])],
            merchant,
            pg_provider: PG,
            pg_id,
            pay_method: 'point',
            user_agent,
            decline,
          })
          store.addNote(payment.imp_uid, 'benepia', { merchant, user: benepia_user })
          return print(payment)
        })
      },
    }),
  ]
}
