/** All that can be done with accounts and barcodes that a shop's server asks for: one verb each. */
import { holderOf } from './holder.ts'
import { issue, issueBarcode } from './issue.ts'
import type { VbankParts } from './parts.ts'
import { change, deposit, withdraw, withdrawBarcode } from './waiting.ts'

export type Vbanks = ReturnType<typeof createVbanks>

export function createVbanks(parts: VbankParts) {
  return {
    issue: issue(parts),
    issueBarcode: issueBarcode(parts),
    change: change(parts),
    withdraw: withdraw(parts),
    withdrawBarcode: withdrawBarcode(parts),
    deposit: deposit(parts),
    holderOf: holderOf(parts),
  }
}
