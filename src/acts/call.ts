/** What the shop's server does, without HTTP: one of the REST API's own operations. Its refusals are thrown. */
import { callOperation, type Given, operationNamed } from '../core/call.ts'
import type { ActParts } from './parts.ts'

/** `name`: `POST /subscribe/payments/schedule`. */
export async function call(
  { operations, merchants }: Pick<ActParts, 'operations' | 'merchants'>,
  name: string,
  given: Given,
): Promise<unknown> {
  const row = operationNamed(operations, name)
  if (!row) throw new Error(`there is no operation ${name}`)
  return callOperation(row, given, { merchant: merchants.byDefault().id, user_agent: '' })
}
