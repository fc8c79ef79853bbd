/** What is old, in SQL: payments that are over, and all that hangs on them. */
import type { Database } from '../core/database.ts'

export type RetentionStore = ReturnType<typeof createRetentionStore>

/** Over: nothing will become of it by itself any more. The newest one stays, because the next one's number follows it. */
const IS_OVER = `status <> 'ready' and no < (select max(no) from payments)
  and not exists (select 1 from deadlines where deadlines.imp_uid = payments.imp_uid)
  and not exists (select 1 from deliveries
    where deliveries.imp_uid = payments.imp_uid and deliveries.state in ('pending', 'sending'))
  and not exists (select 1 from schedules where schedules.imp_uid = payments.imp_uid and schedules.status = 'scheduled')
  and not exists (select 1 from windows
    where windows.imp_uid = payments.imp_uid and (windows.ended is null or windows.held = 1))
  and not exists (select 1 from product_orders join naver_acts using (product_order_id)
    where product_orders.imp_uid = payments.imp_uid)`

const GONE = 'select value from json_each(:imp_uids)'

export interface RetentionStoreParts {
  /** Told when payments or others have gone. */
  readonly removed: () => void
  /** Has the webhooks of a payment found at once. */
  readonly webhooksByPayment: () => void
}

export function createRetentionStore(
  database: Database,
  { removed, webhooksByPayment }: RetentionStoreParts,
) {
  return {
    transaction: database.transaction,

    /** A payment that goes takes its schedule and its webhooks along: only whoever takes payments away need find those quickly. */
    prepare(): void {
      database.exec(
        'create index if not exists schedules_by_payment on schedules (imp_uid) where imp_uid is not null',
      )
      webhooksByPayment()
    },

    count: (): number => Number(database.get('select count(*) as n from payments')?.n),

    /** The oldest payments that are over; `before`: only those that nothing has happened to since. */
    over({ limit, before }: { limit: number; before: number | null }): string[] {
      const since = before === null ? '' : 'and updated_at < :before'
      return database
        .all(`select imp_uid from payments where ${IS_OVER} ${since} order by no limit :limit`, {
          limit,
          ...(before === null ? {} : { before }),
        })
        .map(({ imp_uid }) => String(imp_uid))
    },

    /** When the oldest of the newest so many payments began; null where there are fewer. */
    beginOfNewest(payments: number): number | null {
      const row = database.get('select started_at from payments order by no desc limit 1 offset :offset', {
        offset: payments - 1,
      })
      return row ? Number(row.started_at) : null
    },

    /** Takes these payments away, and all that was kept because of them. */
    remove(imp_uids: readonly string[]): void {
      const params = { imp_uids: JSON.stringify(imp_uids) }
      for (const table of ['prepared', 'kcpquick_prepared']) {
        database.run(
          `delete from ${table} where exists (select 1 from payments
             where payments.imp_uid in (${GONE}) and payments.merchant = ${table}.merchant
               and payments.merchant_uid = ${table}.merchant_uid)
           and not exists (select 1 from payments
             where payments.merchant = ${table}.merchant and payments.merchant_uid = ${table}.merchant_uid
               and payments.imp_uid not in (${GONE}))`,
          params,
        )
      }
      database.run(`delete from deliveries where imp_uid in (${GONE})`, params)
      database.run(`delete from trace where imp_uid in (${GONE})`, params)
      database.run(`delete from cash_receipts where of = 'payment' and uid in (${GONE})`, params)
      database.run(`delete from payments where imp_uid in (${GONE})`, params)
      removed()
    },

    /** The same for what hangs on no payment and is over: verifications, test webhooks, receipts of sales outside, schedules. */
    removeOthers(before: number, limit: number): number {
      const params = { before, limit }
      const gone = OTHERS.reduce((sum, sql) => sum + database.run(sql, params).changes, 0)
      if (gone > 0) removed()
      return gone
    },
  }
}

const OTHERS = [
  `delete from certifications where no in (
     select no from certifications where requested_at < :before and no < (select max(no) from certifications)
       and not exists (select 1 from certification_windows
         where certification_windows.imp_uid = certifications.imp_uid and ended is null)
     order by no limit :limit)`,
  `delete from deliveries where id in (
     select id from deliveries where created_at < :before and state in ('delivered', 'failed')
       and (imp_uid is null or imp_uid not in (select imp_uid from payments))
     order by id limit :limit)`,
  `delete from cash_receipts where of = 'external' and receipt_tid in (
     select receipt_tid from cash_receipts where of = 'external' and applied_at < :before limit :limit)`,
  `delete from schedules where no in (
     select no from schedules where status <> 'scheduled' and imp_uid is null and schedule_at < :before
     order by no limit :limit)`,
]
