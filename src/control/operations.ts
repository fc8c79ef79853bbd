/** The control API's rows, one file for each subject. */
import type { Operation } from '../core/operation.ts'
import { billingControl } from './billing.ts'
import { certificationControl } from './certifications.ts'
import { clockOperations } from './clock.ts'
import { healthOperations } from './health.ts'
import { journalOperations } from './journal.ts'
import { merchantControl } from './merchants.ts'
import { orderControl } from './orders.ts'
import type { ControlParts } from './parts.ts'
import { paymentControl } from './payments.ts'
import { recordingOperations } from './recordings.ts'
import { resetOperations } from './reset.ts'
import { scenarioOperations } from './scenarios.ts'
import { settingsOperations } from './settings.ts'
import { snapshotOperations } from './snapshots.ts'
import { webhookControl } from './webhooks.ts'

/** In the order in which the reference page shows them. */
export function controlOperations(parts: ControlParts): Operation[] {
  return [
    ...scenarioOperations(parts),
    ...recordingOperations(parts),
    ...orderControl(parts),
    ...merchantControl(parts),
    ...certificationControl(parts),
    ...billingControl(parts),
    ...webhookControl(parts),
    ...healthOperations(parts),
    ...resetOperations(parts),
    ...paymentControl(parts),
    ...settingsOperations(parts),
    ...clockOperations(parts),
    ...snapshotOperations(parts),
    ...journalOperations(parts),
  ]
}
