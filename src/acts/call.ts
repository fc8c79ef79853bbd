/** What the shop's server does, without HTTP: one of the REST API's own operations. Its refusals are thrown. */
import { callOperation, type Given, operationNamed } from '../core/call.ts'
import type { ActParts } from './parts.ts'

/** `name`: `POST /subscribe/payments/schedule`. By the default shop, unless another one is meant. */
export async function call(
  parts: Pick<ActParts, 'operations' | 'merchants'>,
  name: string,
  given: Given,
  merchant: number = parts.merchants.byDefault().id,
): Promise<unknown> {
  const row = operationNamed(parts.operations, name)
  if (!row) throw new Error(`there is no operation ${name}`)
  return callOperation(row, given, { merchant, user_agent: '' })
}
