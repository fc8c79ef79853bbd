/** The trace in SQL: one row for each record, written in batches, kept by size. */
import type { Database, Migration, Row } from '../core/database.ts'
import { indexOnDemand } from '../core/index-on-demand.ts'
import type { Kept } from './newest.ts'
import type { AnswerKind, TraceFilter, TraceRecord } from './record.ts'
import { fromRow, toRow } from './row.ts'

export const migrations: readonly Migration[] = [
  {
    number: 20,
    // Bodies have columns of their own, so that a text in a text need not be escaped. `line_no` counts what people were told.
    sql: `
      create table trace (
        seq integer primary key,
        at_ms integer not null,
        clock integer not null,
        surface text not null,
        imp_uid text,
        merchant_uid text,
        cause integer,
        line_no integer,
        line text check (line is null or json_valid(line)),
        request text check (request is null or json_valid(request)),
        request_body text,
        response text check (response is null or json_valid(response)),
        response_body text,
        size integer not null
      ) strict;
      create index trace_by_imp_uid on trace (imp_uid, seq) where imp_uid is not null;
      create index trace_by_merchant_uid on trace (merchant_uid, seq) where merchant_uid is not null;
    `,
  },
  {
    number: 25,
    // What is written here comes from JSON.stringify; indexes are made when somebody asks (see INDEXES).
    sql: `
      create table trace_unchecked (
        seq integer primary key,
        at_ms integer not null,
        clock integer not null,
        surface text not null,
        imp_uid text,
        merchant_uid text,
        cause integer,
        line_no integer,
        line text,
        request text,
        request_body text,
        response text,
        response_body text,
        size integer not null
      ) strict;
      insert into trace_unchecked select * from trace;
      drop table trace;
      alter table trace_unchecked rename to trace;
    `,
  },
]

/** Two indexes cost more than the row itself, and under a load test nobody asks for the trace of one payment. */
const INDEXES = `
  create index if not exists trace_by_imp_uid on trace (imp_uid, seq) where imp_uid is not null;
  create index if not exists trace_by_merchant_uid on trace (merchant_uid, seq) where merchant_uid is not null;
`

export type TraceStore = ReturnType<typeof createTraceStore>

export function createTraceStore(database: Database) {
  const index = indexOnDemand(database, INDEXES)
  let size = Number(database.get('select total(size) as size from trace')?.size ?? 0)
  const sizeOf = (where: string, params: Row = {}) =>
    Number(database.get(`select total(size) as size from trace where ${where}`, params)?.size ?? 0)

  function prune(limit: number): void {
    while (size > limit) {
      const before = size
      let last = null
      for (const row of database.all('select seq, size from trace order by seq limit 200')) {
        if (size <= limit) break
        size -= Number(row.size)
        last = Number(row.seq)
      }
      if (last === null || before === size) break
      database.run('delete from trace where seq <= :last', { last })
    }
  }

  return {
    /** Where the last process stopped counting. */
    last(): { seq: number; line: number } {
      const row = database.get('select max(seq) as seq, max(line_no) as line from trace')
      return { seq: Number(row?.seq ?? 0), line: Number(row?.line ?? 0) }
    },

    /** Writes them, and lets the oldest go until no more than `limit` bytes are left. */
    append(records: readonly TraceRecord[], limit: number): void {
      database.transaction(() => {
        for (const record of records) {
          const row = toRow(record)
          database.run(
            `insert or replace into trace (seq, at_ms, clock, surface, imp_uid, merchant_uid, cause, line_no, line,
               request, request_body, response, response_body, size)
             values (:seq, :at_ms, :clock, :surface, :imp_uid, :merchant_uid, :cause, :line_no, :line,
               :request, :request_body, :response, :response_body, :size)`,
            row,
          )
          size += Number(row.size)
        }
        prune(limit)
      })
    },

    /** What `work` appends may be committed with what others change at this moment. */
    together: database.together,

    /** Resolves when all that was appended is written, rejects when it was not; null where all of it is. */
    written: database.written,

    list(filter: TraceFilter): { list: TraceRecord[]; total: number } {
      const { limit = 100, offset = 0, ...wanted } = filter
      if (wanted.imp_uid !== undefined || wanted.merchant_uid !== undefined) index()
      const { where, params } = conditions(wanted)
      const total = Number(database.get(`select count(*) as n from trace ${where}`, params)!.n)
      const order = wanted.newest_first ? 'seq desc' : 'seq'
      const rows = database.all(
        `select * from trace ${where} order by ${order} limit :limit offset :offset`,
        {
          ...params,
          limit,
          offset,
        },
      )
      return { list: rows.map(fromRow), total }
    },

    /** The last ones, in their order: no more than `most`, and than `most_bytes` together. */
    newest(most: number, most_bytes: number): Kept[] {
      return database
        .all(
          `select * from (
             select *, sum(size) over (order by seq desc) as upto from (select * from trace order by seq desc limit :most)
           ) where upto <= :most_bytes order by seq`,
          { most, most_bytes },
        )
        .map(keptFrom)
    },

    clear(): void {
      database.run('delete from trace')
      size = 0
    },

    /** Forgets what came after. */
    clearAfter(seq: number): void {
      size -= sizeOf('seq > :seq', { seq })
      database.run('delete from trace where seq > :seq', { seq })
    },
  }
}

function keptFrom(row: Row): Kept {
  const record = fromRow(row)
  return { seq: record.seq, line_no: record.line?.no ?? null, size: Number(row.size), read: () => record }
}

function conditions({ imp_uid, merchant_uid, surface, since, answer, q, is_call }: TraceFilter): {
  where: string
  params: Row
} {
  const asked = [
    imp_uid === undefined ? null : ({ sql: 'imp_uid = :imp_uid', params: { imp_uid } } as const),
    merchant_uid === undefined ? null : { sql: 'merchant_uid = :merchant_uid', params: { merchant_uid } },
    surface === undefined ? null : { sql: 'surface = :surface', params: { surface } },
    is_call === undefined ? null : { sql: `request is ${is_call ? 'not ' : ''}null`, params: {} },
    since === undefined ? null : { sql: 'at_ms >= :since', params: { since } },
    answer === undefined ? null : { sql: ANSWERS[answer], params: {} },
    q === undefined ? null : { sql: `instr(lower(${SEARCHED}), :q) > 0`, params: { q: q.toLowerCase() } },
  ].filter((part) => part !== null)
  const sql = asked.map((part) => part.sql).join(' and ')
  return {
    where: sql === '' ? '' : `where ${sql}`,
    params: Object.assign({}, ...asked.map((part) => part.params)),
  }
}

/** As `isAnswer` has it. */
const ANSWERS: Readonly<Record<AnswerKind, string>> = {
  lost: "response is not null and json_extract(response, '$.status') is null",
  '4xx': "json_extract(response, '$.status') between 400 and 499",
  '5xx': "json_extract(response, '$.status') >= 500",
  refused: "json_extract(response, '$.code') <> 0",
  assumed: "json_extract(response, '$.known.how') = 'assumed'",
  hinted: "json_extract(response, '$.hint') <> ''",
}

const SEARCHED = `coalesce(json_extract(request, '$.method'), '') || ' ' || coalesce(json_extract(request, '$.url'), '') || ' ' ||
  coalesce(imp_uid, '') || ' ' || coalesce(merchant_uid, '') || ' ' || coalesce(request_body, '')`
