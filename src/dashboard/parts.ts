/** What the dashboard shows and changes: all there is of a sandbox, as the control API does. */
import type { Request } from 'express'
import type { ControlParts } from '../control/parts.ts'
import type { GuardOptions } from '../core/guard.ts'
import type { Operation } from '../core/operation.ts'
import type { Views } from '../core/views.ts'

export interface DashboardParts extends Omit<ControlParts, 'token'>, GuardOptions {
  /** The rows of the control API: what it can do and how it reads parameters. */
  readonly control: readonly Operation[]
  readonly views: Views
  /** Told about a fault of the sandbox itself. */
  readonly fault: (error: unknown, req: Request) => void
}
