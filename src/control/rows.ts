/** Every row of the control API: what a person can do, and the description of both APIs. */
import type { Operation } from '../core/operation.ts'
import { openapiOperation } from '../rest/docs.ts'
import { controlOperations } from './operations.ts'
import type { ControlParts } from './parts.ts'

export function controlRows(parts: ControlParts): readonly Operation[] {
  const control: readonly Operation[] = [
    openapiOperation({ rest: parts.operations, control: () => control, url: parts.url }),
    ...controlOperations(parts),
  ]
  return control
}
