/** What acts are done with: the parts of a sandbox, and the rows of REST for what a shop's server does. */
import type { Operation } from '../core/operation.ts'
import type { Parts } from '../parts/parts.ts'

export type ActParts = Parts & { readonly operations: readonly Operation[] }
