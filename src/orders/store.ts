/** Product orders, reviews, and what small PG operations remember, in SQL. */
import type { Database, Migration, Row } from '../core/database.ts'
import type { Act, ProductOrder } from './product-order.ts'

export const migrations: readonly Migration[] = [
  {
    number: 12,
    sql: `
      create table product_orders (
        product_order_id text primary key,
        imp_uid text not null references payments (imp_uid) on delete cascade,
        n integer not null,
        status text not null check (status in ('PAYMENT_WAITING', 'PAYED', 'DELIVERING', 'DELIVERED',
          'PURCHASE_DECIDED', 'EXCHANGED', 'CANCELED', 'RETURNED', 'CANCELED_BY_NOPAYMENT')),
        claim_type text check (claim_type in ('CANCEL', 'RETURN', 'EXCHANGE', 'ADMIN_CANCEL')),
        claim_status text,
        is_placed integer not null,
        is_withheld integer not null,
        product_amount integer not null check (product_amount >= 0),
        delivery_amount integer not null check (delivery_amount >= 0),
        item text not null check (json_valid(item)),
        detail text not null check (json_valid(detail)),
        unique (imp_uid, n)
      ) strict, without rowid;

      create table naver_reviews (
        review_id text primary key,
        merchant integer not null references merchants (id) on delete cascade,
        product_order_id text not null references product_orders (product_order_id) on delete cascade,
        type text not null check (type in ('general', 'premium')),
        score integer not null check (score between 1 and 5),
        title text not null,
        content text,
        created_at integer not null
      ) strict, without rowid;
      create index naver_reviews_by_time on naver_reviews (merchant, type, created_at);

      create table kcpquick_members (
        merchant integer not null references merchants (id) on delete cascade,
        member_id text not null,
        pg_id text not null,
        has_fido integer not null,
        inserted integer not null,
        updated integer not null,
        primary key (merchant, member_id)
      ) strict, without rowid;

      create table kcpquick_prepared (
        merchant integer not null references merchants (id) on delete cascade,
        merchant_uid text not null,
        detail text not null check (json_valid(detail)),
        primary key (merchant, merchant_uid)
      ) strict, without rowid;

      create table pg_notes (
        imp_uid text not null references payments (imp_uid) on delete cascade,
        kind text not null,
        n integer not null,
        detail text not null check (json_valid(detail)),
        primary key (imp_uid, kind, n)
      ) strict, without rowid;
      create index pg_notes_by_kind on pg_notes (kind);
    `,
  },
  {
    number: 15,
    sql: `
      create table naver_acts (
        id integer primary key,
        merchant integer not null references merchants (id) on delete cascade,
        product_order_id text not null references product_orders (product_order_id) on delete cascade,
        act text not null,
        reason text not null,
        detail text not null check (json_valid(detail)),
        due_at integer not null
      ) strict;
      create index naver_acts_due on naver_acts (due_at, id);
    `,
  },
]

export interface Review {
  readonly review_id: string
  readonly merchant: number
  readonly product_order_id: string
  readonly type: 'general' | 'premium'
  readonly score: number
  readonly title: string
  readonly content: string | null
  readonly created_at: number
}

export interface Member {
  readonly merchant: number
  readonly member_id: string
  readonly pg_id: string
  readonly has_fido: boolean
  readonly inserted: number
  readonly updated: number
}

/** What a PG was told about a payment; the PG's operations read it back. */
export type NoteKind = 'naver_point' | 'naver_confirm' | 'payco' | 'paymentwall' | 'partner' | 'benepia'
export type Note = Readonly<Record<string, unknown>>

/** What a buyer did at Naver and iamport does not know yet. */
export interface PendingAct {
  readonly id: number
  readonly merchant: number
  readonly product_order_id: string
  readonly act: Act
  readonly reason: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly due_at: number
}

export type OrderStore = ReturnType<typeof createOrderStore>

export function createOrderStore(database: Database) {
  return {
    transaction: database.transaction,

    insertProductOrder(n: number, order: ProductOrder): void {
      database.run(
        `insert into product_orders (product_order_id, imp_uid, n, status, claim_type, claim_status, is_placed,
           is_withheld, product_amount, delivery_amount, item, detail)
         values (:product_order_id, :imp_uid, :n, :status, :claim_type, :claim_status, :is_placed,
           :is_withheld, :product_amount, :delivery_amount, :item, :detail)`,
        { n, ...toRow(order) },
      )
    },

    updateProductOrder(order: ProductOrder): void {
      const { product_order_id, status, claim_type, claim_status, is_placed, is_withheld, detail } =
        toRow(order)
      database.run(
        `update product_orders set status = :status, claim_type = :claim_type, claim_status = :claim_status,
           is_placed = :is_placed, is_withheld = :is_withheld, detail = :detail
         where product_order_id = :product_order_id`,
        { product_order_id, status, claim_type, claim_status, is_placed, is_withheld, detail },
      )
    },

    productOrders(imp_uid: string): ProductOrder[] {
      return database
        .all('select * from product_orders where imp_uid = :imp_uid order by n', { imp_uid })
        .map(fromRow)
    },

    /** Of a whole shop, newest payment first. */
    everyProductOrder(merchant: number): ProductOrder[] {
      return database
        .all(
          // From the orders to their payments: there are few of the one and may be many of the other.
          `select product_orders.* from product_orders cross join payments using (imp_uid)
           where +payments.merchant = :merchant order by payments.no desc, product_orders.n`,
          { merchant },
        )
        .map(fromRow)
    },

    productOrder(product_order_id: string): ProductOrder | null {
      const row = database.get('select * from product_orders where product_order_id = :product_order_id', {
        product_order_id,
      })
      return row ? fromRow(row) : null
    },

    insertReview(review: Review): void {
      database.run(
        `insert into naver_reviews (review_id, merchant, product_order_id, type, score, title, content, created_at)
         values (:review_id, :merchant, :product_order_id, :type, :score, :title, :content, :created_at)`,
        { ...review },
      )
    },

    countReviews(product_order_id: string): number {
      const row = database.get(
        'select count(*) as n from naver_reviews where product_order_id = :product_order_id',
        { product_order_id },
      )
      return Number(row!.n)
    },

    reviews(merchant: number, type: Review['type'], from: number, to: number): Review[] {
      const rows = database.all(
        `select * from naver_reviews
         where merchant = :merchant and type = :type and created_at between :from and :to
         order by created_at desc, review_id`,
        { merchant, type, from, to },
      )
      return rows.map((row) => row as unknown as Review)
    },

    member(merchant: number, member_id: string): Member | null {
      const row = database.get(
        'select * from kcpquick_members where merchant = :merchant and member_id = :member_id',
        { merchant, member_id },
      )
      return row ? ({ ...row, has_fido: row.has_fido === 1 } as unknown as Member) : null
    },

    /** What a buyer did at Naver, until the next synchronisation. */
    insertAct({ detail, ...act }: Omit<PendingAct, 'id'>): void {
      database.run(
        `insert into naver_acts (merchant, product_order_id, act, reason, detail, due_at)
         values (:merchant, :product_order_id, :act, :reason, :detail, :due_at)`,
        { ...act, detail: JSON.stringify(detail) },
      )
    },

    nextAct(): number | null {
      const row = database.get('select min(due_at) as at from naver_acts')
      return row?.at === null || row?.at === undefined ? null : Number(row.at)
    },

    actsDue(now: number): PendingAct[] {
      const rows = database.all('select * from naver_acts where due_at <= :now order by id', { now })
      return rows.map((row) => ({ ...row, detail: JSON.parse(String(row.detail)) }) as unknown as PendingAct)
    },

    removeAct(id: number): void {
      database.run('delete from naver_acts where id = :id', { id })
    },

    saveMember(member: Member): void {
      database.run(
        `insert into kcpquick_members (merchant, member_id, pg_id, has_fido, inserted, updated)
         values (:merchant, :member_id, :pg_id, :has_fido, :inserted, :updated)
         on conflict (merchant, member_id) do update
         set pg_id = excluded.pg_id, has_fido = excluded.has_fido, updated = excluded.updated`,
        { ...member, has_fido: member.has_fido ? 1 : 0 },
      )
    },

    deleteMember(merchant: number, member_id: string): void {
      database.run('delete from kcpquick_members where merchant = :merchant and member_id = :member_id', {
        merchant,
        member_id,
      })
    },

    prepared(merchant: number, merchant_uid: string): Note | null {
      const row = database.get(
        'select detail from kcpquick_prepared where merchant = :merchant and merchant_uid = :merchant_uid',
        { merchant, merchant_uid },
      )
      return row ? JSON.parse(String(row.detail)) : null
    },

    prepare(merchant: number, merchant_uid: string, detail: Note): void {
      database.run(
        `insert into kcpquick_prepared (merchant, merchant_uid, detail) values (:merchant, :merchant_uid, :detail)
         on conflict (merchant, merchant_uid) do update set detail = excluded.detail`,
        { merchant, merchant_uid, detail: JSON.stringify(detail) },
      )
    },

    addNote(imp_uid: string, kind: NoteKind, detail: Note): void {
      database.run(
        `insert into pg_notes (imp_uid, kind, n, detail)
         select :imp_uid, :kind, count(*) + 1, :detail from pg_notes where imp_uid = :imp_uid and kind = :kind`,
        { imp_uid, kind, detail: JSON.stringify(detail) },
      )
    },

    notes(imp_uid: string, kind: NoteKind): Note[] {
      const rows = database.all(
        'select detail from pg_notes where imp_uid = :imp_uid and kind = :kind order by n',
        { imp_uid, kind },
      )
      return rows.map((row) => JSON.parse(String(row.detail)))
    },

    /** Payments that a merchant's Benepia user made with points. */
    benepiaPayments(merchant: number, user: string): string[] {
      const rows = database.all(
        `select imp_uid from pg_notes where kind = 'benepia'
           and json_extract(detail, '$.merchant') = :merchant and json_extract(detail, '$.user') = :user`,
        { merchant, user },
      )
      return rows.map((row) => String(row.imp_uid))
    },
  }
}

function toRow({ item, detail, is_placed, is_withheld, ...columns }: ProductOrder) {
  return {
    ...columns,
    is_placed: is_placed ? 1 : 0,
    is_withheld: is_withheld ? 1 : 0,
    item: JSON.stringify(item),
    detail: JSON.stringify(detail),
  }
}

function fromRow(row: Row): ProductOrder {
  const { n: _n, item, detail, is_placed, is_withheld, ...columns } = row
  return {
    ...columns,
    is_placed: is_placed === 1,
    is_withheld: is_withheld === 1,
    item: JSON.parse(String(item)),
    detail: JSON.parse(String(detail)),
  } as unknown as ProductOrder
}
