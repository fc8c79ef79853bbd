/** What whoever posts to a shop works with: webhooks, and the question whether a sale is still wanted. */
import type { Clock } from '../core/clock.ts'
import type { Outbox } from './outbox.ts'
import type { WebhookSettings } from './settings.ts'

export interface Posting {
  readonly outbox: Outbox
  readonly clock: Clock
  readonly allow_public: boolean
  /** The ports that the sandbox listens on. */
  readonly own_ports: () => readonly number[]
  readonly settingsOf: (merchant: number) => WebhookSettings
}
