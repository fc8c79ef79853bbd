/** Every row of the two APIs: the emulated REST API, and the control API. */
import { chargeOperations } from './billing/charge-operations.ts'
import { customerOperations } from './billing/customer-operations.ts'
import { scheduleOperations } from './billing/schedule-operations.ts'
import { certificationOperations } from './certifications/operations.ts'
import { codeOperations } from './codes/operations.ts'
import { controlOperations } from './control/operations.ts'
import type { ControlParts } from './control/parts.ts'
import type { Operation } from './core/operation.ts'
import { escrowOperations } from './escrow/operations.ts'
import { merchantOperations } from './merchants/operations.ts'
import type { Ground, Nouns } from './nouns.ts'
import { pgOperations } from './orders/operations.ts'
import { paymentOperations } from './payments/operations.ts'
import { receiptOperations } from './receipts/operations.ts'
import { openapiOperation } from './rest/docs.ts'
import { vbankOperations } from './vbanks/operations.ts'

/** The rows of the emulated REST API. */
export function restOperations(nouns: Nouns, { clock, dice, url }: Ground): readonly Operation[] {
  const { billing, billing_parts, certifications, escrow, merchants, naverco, payments, pg_orders } = nouns
  const { receipts, schedules, settingsOf, vbanks } = nouns
  return [
    ...merchantOperations(merchants, dice),
    ...paymentOperations(payments, clock, {
      shows_sandbox: (merchant) => settingsOf(merchant).include_sandbox,
    }),
    ...customerOperations(billing, billing_parts),
    ...chargeOperations(billing, billing_parts),
    ...scheduleOperations(schedules, billing_parts),
    ...vbankOperations(vbanks, payments),
    ...receiptOperations(receipts, (receipt_tid) => `${url()}/checkout/cash-receipts/${receipt_tid}`),
    ...codeOperations,
    ...certificationOperations(
      certifications,
      (merchant) => merchants.byId(merchant).settings,
      pg_orders.channel,
    ),
    ...escrowOperations(escrow),
    ...pgOperations(pg_orders, naverco, payments.print),
  ]
}

/** What the control API asks of the sandbox as a whole. */
export type Whole = Pick<
  ControlParts,
  'acts' | 'reset' | 'exportWorld' | 'walk' | 'token' | 'clockChanged' | 'snapshots'
>

/** The rows of the control API. `operations` are those of the REST API, which it describes and can arm faults for. */
export function controlRows(
  nouns: Nouns,
  { clock, dice, journal, url }: Ground,
  operations: readonly Operation[],
  whole: Whole,
): readonly Operation[] {
  const control: readonly Operation[] = [
    openapiOperation({ rest: operations, control: () => control, url }),
    ...controlOperations({
      ...nouns,
      ...whole,
      clock,
      journal,
      operations,
      get seed() {
        return dice.seed
      },
      url,
    }),
  ]
  return control
}
