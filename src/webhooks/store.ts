/** Webhook rules in SQL, each with the number of webhooks that it has matched: a restart goes on counting. */
import type { Database } from '../core/database.ts'
import { isTurn } from '../core/turn.ts'
import { matches, type Subject } from './bending.ts'
import type { BentBy, WebhookRule } from './rules.ts'

/** A rule as the control API shows it. */
export type ArmedRule = WebhookRule & {
  readonly id: number
  /** How many webhooks matched so far. */
  readonly seen: number
  /** How many of those it touched. */
  readonly used: number
}

export type RuleStore = ReturnType<typeof createRuleStore>

export function createRuleStore(database: Database) {
  const list = (merchant: number): ArmedRule[] =>
    database
      .all('select id, rule, seen, used from webhook_rules where merchant = :merchant order by id', {
        merchant,
      })
      .map(({ id, rule, seen, used }) => ({
        id: Number(id),
        // Read by its schema before it was put in.
        ...(JSON.parse(String(rule)) as WebhookRule),
        seen: Number(seen),
        used: Number(used),
      }))

  /** Mostly there are none at all, and nobody need be asked. Null: not known. */
  let is_empty: boolean | null = null
  const isEmpty = () => {
    is_empty ??= database.get('select 1 as yes from webhook_rules limit 1') === undefined
    return is_empty
  }
  database.onRollback(() => {
    is_empty = null
  })

  return {
    list,

    /** The rows are others than before: a snapshot was restored. */
    forget(): void {
      is_empty = null
    },

    add(merchant: number, rule: WebhookRule): number {
      is_empty = null
      return database.run('insert into webhook_rules (merchant, rule) values (:merchant, :rule)', {
        merchant,
        rule: JSON.stringify(rule),
      }).id
    },

    /** Removes one rule, or all of them. Answers how many. */
    remove(merchant: number, id?: number): number {
      return database.run(
        'delete from webhook_rules where merchant = :merchant and (:id is null or id = :id)',
        {
          merchant,
          id: id ?? null,
        },
      ).changes
    },

    /** What the rules do to this webhook. Counts it, so it belongs inside the transaction that writes the webhook. */
    take(merchant: number, subject: Subject, now_ms: number): BentBy[] {
      if (isEmpty()) return []
      return list(merchant).flatMap(({ id, seen, used: _used, ...rule }) => {
        if (!matches(rule, subject, now_ms)) return []
        const is_used = isTurn(rule, seen + 1)
        database.run('update webhook_rules set seen = seen + 1, used = used + :used where id = :id', {
          id,
          used: is_used ? 1 : 0,
        })
        return is_used ? [{ ...rule, by: { rule: id } }] : []
      })
    },
  }
}
