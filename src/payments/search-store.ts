/** Payments that somebody looks for, in SQL: by a part of a word, and by what narrows a list. */
import type { Database, Migration, Row } from '../core/database.ts'
import { indexOnDemand } from '../core/index-on-demand.ts'
import type { Status } from './payment.ts'

/**
 * What is looked through: ids, product, buyer and amount, as they stand in an index of their own. A search goes through 100,000
 * of these without touching the payments, and finds parts of words of any length and language.
 */
const WORDS = `lower(imp_uid || ' ' || merchant_uid || ' ' || amount ||
  case when currency in ('KRW', 'JPY') then '' else ' ' || amount / 100.0 end || ' ' ||
  coalesce(json_extract(facts, '$.name'), '') || ' ' || coalesce(json_extract(facts, '$.buyer_name'), '') || ' ' ||
  coalesce(json_extract(facts, '$.buyer_email'), '') || ' ' || coalesce(json_extract(facts, '$.buyer_tel'), ''))`

const WORDS_INDEX = `payments_by_words on payments (merchant, started_at, no, status, pg_provider, pay_method, ${WORDS})`

export const searchMigrations: readonly Migration[] = [
  { number: 23, sql: `create index ${WORDS_INDEX}` },
  // It is made with the first search (see core/index-on-demand.ts).
  { number: 26, sql: 'drop index payments_by_words' },
]

export interface Search {
  readonly merchant: number
  /** Parts of words, all of which must be found. */
  readonly words: readonly string[]
  readonly status?: Status | undefined
  readonly pg?: string | undefined
  readonly pay_method?: string | undefined
  /** Both inclusive, on the start. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly limit: number
  readonly offset: number
}

type Narrow = Omit<Search, 'limit' | 'offset'>

/** Of how many of the newest payments the choices are made. */
const CHOSEN_FROM = 5000

export function createPaymentSearch(database: Pick<Database, 'all' | 'exec' | 'inTransaction'>) {
  const index = indexOnDemand(database, `create index if not exists ${WORDS_INDEX}`)
  const byWords = () => (index() ? 'indexed by payments_by_words' : '')

  return {
    /** Numbers of the rows that are found, newest first. */
    numbers(search: Search): number[] {
      const { where, params } = conditionsOf(search)
      const { limit, offset } = search
      const rows = database.all(
        `select no from payments ${byWords()} where ${where}
         order by started_at desc, no desc limit :limit offset :offset`,
        { ...params, limit, offset },
      )
      return rows.map(({ no }) => Number(no))
    },

    /** How many are found by words, PG or pay method, by their status. */
    countFound(search: Narrow): Partial<Record<Status, number>> {
      const { where, params } = conditionsOf({ ...search, status: undefined })
      const rows = database.all(
        `select status, count(*) as n from payments ${byWords()} where ${where} group by status`,
        params,
      )
      return Object.fromEntries(rows.map(({ status, n }) => [String(status), Number(n)]))
    },

    /** Which PGs and pay methods there are of late, to choose from. */
    kinds(merchant: number) {
      const by = byWords()
      const names = (column: 'pg_provider' | 'pay_method') =>
        database
          .all(
            `select distinct name from (
               select ${column} as name from payments ${by} where merchant = :merchant
               order by started_at desc, no desc limit :limit) order by name`,
            { merchant, limit: CHOSEN_FROM },
          )
          .map(({ name }) => String(name))
      return { pgs: names('pg_provider'), pay_methods: names('pay_method') }
    },
  }
}

function conditionsOf(search: Narrow): { where: string; params: Row } {
  const { merchant, words, status, pg, pay_method, from, to } = search
  const named = words.map((word, n) => [`word_${n}`, word.toLowerCase()] as const)
  const params: Row = { merchant, ...Object.fromEntries(named) }
  const conditions = ['merchant = :merchant']
  const narrow = (name: string, sql: string, value: string | number | undefined) => {
    if (value === undefined) return
    conditions.push(sql)
    params[name] = value
  }
  narrow('from', 'started_at >= :from', from)
  narrow('to', 'started_at <= :to', to)
  narrow('status', 'status = :status', status)
  narrow('pg', 'pg_provider = :pg', pg)
  narrow('pay_method', 'pay_method = :pay_method', pay_method)
  for (const [name] of named) conditions.push(`instr(${WORDS}, :${name}) > 0`)
  return { where: conditions.join(' and '), params }
}
