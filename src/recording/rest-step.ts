/** A call of the shop's server as a step: only what it did of its own accord and what changed something. */
import { isRecord } from '../core/schema.ts'
import type { TraceRecord } from '../trace/record.ts'

/** Calls that change something of which no payment's timeline tells. */
const ALWAYS = /^\/(subscribe|vbanks|payments\/prepare|receipts|escrows)(\/|$)/

/** `order`, `payment`: what the words `{merchant_uid}` and `{imp_uid}` stand for. */
export function restStep(
  { request, response, cause }: TraceRecord,
  is_change: boolean,
  order: string | undefined,
  payment: string | undefined,
) {
  if (!request || request.method === 'GET' || cause !== null || response?.code !== 0) return null
  const path = request.url.split('?')[0]!
  if (path.startsWith('/users/') || (!is_change && !ALWAYS.test(path))) return null
  const names = new Map([
    [order, '{merchant_uid}'],
    [payment, '{imp_uid}'],
  ])
  const fill = (text: string) => names.get(text) ?? text
  const call = `${request.method} ${path.split('/').map(fill).join('/')}`
  const body = usable(request.body, fill)
  return { call, ...(body === null ? {} : { body }), code: 0 }
}

/** What the trace has hidden is put back as what the sandbox takes: a test card, and figures of a test person. */
const INSTEAD: Readonly<Record<string, string>> = {
  card_number: '5242-4242-4242-4242',
  pwd_2digit: '00',
  cvc: '123',
}

function usable(value: unknown, fill: (text: string) => string, name = ''): unknown {
  if (typeof value === 'string') return value.includes('*') && INSTEAD[name] ? INSTEAD[name] : fill(value)
  if (Array.isArray(value)) return value.map((item) => usable(item, fill))
  if (!isRecord(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, usable(item, fill, key)]))
}
