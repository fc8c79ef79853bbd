/** All that can be done with a billing key: one verb each. Charges of the future are in `schedules/`. */
import type { Wish } from '../choice/channels.ts'
import { again, mustBeKnown } from './again.ts'
import { pgOf } from './channel.ts'
import { onetime } from './onetime.ts'
import type { BillingParts } from './parts.ts'
import { find, issue, keep, remove } from './register.ts'
import { readerOf } from './store.ts'

export type Billing = ReturnType<typeof createBilling>

export function createBilling(parts: BillingParts) {
  return {
    issue: issue(parts),
    keep: keep(parts),
    remove: remove(parts),
    onetime: onetime(parts),
    again: again(parts),
    mustBeKnown: mustBeKnown(parts),

    find: find(parts),
    read: readerOf(parts.store),
    settings: parts.settings,
    /** The channel that a call names, as a `pg`; undefined where it names none. */
    pgOf: (merchant: number, wish: Wish) => pgOf(parts, merchant, wish),
    /** A key of a world file, as it stands. */
    load: parts.store.saveKey,
  }
}
