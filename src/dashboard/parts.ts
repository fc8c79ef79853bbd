/** What the dashboard shows and changes. */
import type { Request } from 'express'
import type { Acts } from '../acts/acts.ts'
import type { GuardOptions } from '../core/guard.ts'
import type { Ticker } from '../core/ticker.ts'
import type { Views } from '../core/views.ts'
import type { HomeParts } from './home-page.ts'

export interface DashboardParts extends GuardOptions, HomeParts {
  readonly acts: Pick<Acts, 'cancel' | 'deposit' | 'resend'>
  readonly reset: () => Promise<void>
  readonly ticker: Ticker
  readonly views: Views
  /** Told about a fault of the sandbox itself. */
  readonly fault: (error: unknown, req: Request) => void
}
