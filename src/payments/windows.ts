/** Payment windows: which one is open for which payment, how far the buyer came, and how it ended. */
import type { Device } from '../catalog/choose.ts'
import type { Database, Migration, Row } from '../core/database.ts'

export const migrations: readonly Migration[] = [
  {
    number: 4,
    sql: `
      create table windows (
        id text primary key,
        imp_uid text not null unique references payments (imp_uid) on delete cascade,
        device text not null check (device in ('pc', 'mobile')),
        kind text not null check (kind in ('layer', 'popup', 'redirect')),
        home text not null check (home in ('callback', 'redirect')),
        step integer not null default 0,
        input text not null default '{}' check (json_valid(input)),
        ended text check (ended in ('approve', 'cancel', 'close', 'decline', 'abandon')),
        error_code text
      ) strict, without rowid;
    `,
  },
  {
    number: 13,
    sql: `
      alter table windows add column held integer not null default 0 check (held in (0, 1));
      alter table windows add column error_msg text;
    `,
  },
]

/** How a window ended. `abandon`: the browser died, nobody comes home. */
export type Ending = 'approve' | 'cancel' | 'close' | 'decline' | 'abandon'

export interface PaymentWindow {
  /** Unguessable: it stands in the window's address, and is all that a window page has to show for itself. */
  readonly id: string
  readonly imp_uid: string
  readonly device: Device
  readonly kind: 'layer' | 'popup' | 'redirect'
  readonly home: 'callback' | 'redirect'
  /** Index of the step that the buyer is at. */
  readonly step: number
  /** What the buyer has typed so far. */
  readonly input: Readonly<Record<string, string>>
  readonly ended: Ending | null
  /** The PG's code of a declined payment. */
  readonly error_code: string | null
  /** Why the payment failed when the window ended; a PG may approve it later all the same. */
  readonly error_msg: string | null
  /** The window has ended and still shows something (an issued account): nobody has gone home yet. */
  readonly held: boolean
}

export type WindowStore = ReturnType<typeof createWindowStore>

export function createWindowStore(database: Database) {
  return {
    transaction: database.transaction,

    insert({
      id,
      imp_uid,
      device,
      kind,
      home,
    }: Pick<PaymentWindow, 'id' | 'imp_uid' | 'device' | 'kind' | 'home'>): void {
      database.run(
        'insert into windows (id, imp_uid, device, kind, home) values (:id, :imp_uid, :device, :kind, :home)',
        { id, imp_uid, device, kind, home },
      )
    },

    byId(id: string): PaymentWindow | null {
      return read(database.get('select * from windows where id = :id', { id }))
    },

    byImpUid(imp_uid: string): PaymentWindow | null {
      return read(database.get('select * from windows where imp_uid = :imp_uid', { imp_uid }))
    },

    move(id: string, step: number, input: Readonly<Record<string, string>>): void {
      database.run('update windows set step = :step, input = :input where id = :id and ended is null', {
        id,
        step,
        input: JSON.stringify(input),
      })
    },

    end(
      id: string,
      ended: Ending,
      error_code: string | null,
      { error_msg = null, held = false }: { error_msg?: string | null; held?: boolean } = {},
    ): void {
      database.run(
        `update windows set ended = :ended, error_code = :error_code, error_msg = :error_msg, held = :held
         where id = :id`,
        { id, ended, error_code, error_msg, held: held ? 1 : 0 },
      )
    },

    release(id: string): void {
      database.run('update windows set held = 0 where id = :id', { id })
    },
  }
}

function read(row: Row | undefined): PaymentWindow | null {
  if (!row) return null
  return { ...row, held: row.held === 1, input: JSON.parse(String(row.input)) } as unknown as PaymentWindow
}
