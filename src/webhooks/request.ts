/** What is posted to a shop: the body as iamport writes it, and the headers that shops look at. */

import { textOf } from '../core/record.ts'
import { SENDER } from '../core/two-names.ts'
import type { Attempt, ContentType, Delivery } from './delivery.ts'
import type { Corruption } from './rules.ts'

/** Addresses that webhooks come from (webhook page). The admin page's test call comes from the last one. */
export const VENDOR_ADDRESSES = ['52.78.100.19', '52.78.48.223', '52.78.5.241'] as const

/** What a merchant's settings say of the request. */
export interface RequestSettings {
  /** More headers, or others in place of ours. */
  readonly webhook_headers: Readonly<Record<string, string>>
  /** Whether `X-Forwarded-For` names an address of the vendor, for shops that let only those in. */
  readonly webhook_vendor_address: boolean
}

type Message = Pick<Delivery, 'body' | 'content_type' | 'event' | 'fault'>

/** Exactly `application/json` or `application/x-www-form-urlencoded`, with no charset: shops compare the whole header. */
export function prepareRequest(message: Message, settings: RequestSettings): Attempt['request'] {
  const { content_type, event, fault } = message
  const whole = writeBody(spoilFields(message.body, fault?.corrupt), content_type)
  const body = spoilText(whole, fault?.corrupt)
  const address = event === 'test' ? VENDOR_ADDRESSES[2] : VENDOR_ADDRESSES[0]
  return {
    headers: {
      'content-type': content_type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      accept: '*/*',
      'user-agent': SENDER,
      ...(settings.webhook_vendor_address ? { 'x-forwarded-for': address } : {}),
      ...lowerCase(settings.webhook_headers),
      'content-length': String(Buffer.byteLength(body)),
    },
    body,
  }
}

/** `extra: { barcode }` is written `extra[barcode]=` in a form (assumed: no source shows such a form). */
function writeBody(body: Readonly<Record<string, unknown>>, content_type: ContentType): string {
  if (content_type === 'json') return JSON.stringify(body)
  const pairs = Object.entries(body).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([inner, text]) => [`${key}[${inner}]`, textOf(text)])
      : [[key, textOf(value)]],
  )
  return new URLSearchParams(pairs).toString()
}

function spoilFields(
  body: Readonly<Record<string, unknown>>,
  corrupt: Corruption | undefined,
): Readonly<Record<string, unknown>> {
  if (corrupt === 'wrong_uid') return { ...body, imp_uid: 'imp_000000000000' }
  if (corrupt === 'wrong_status') return { ...body, status: body.status === 'paid' ? 'cancelled' : 'paid' }
  return body
}

function spoilText(text: string, corrupt: Corruption | undefined): string {
  if (corrupt === 'empty') return ''
  if (corrupt === 'cut') return text.slice(0, Math.floor(text.length / 2))
  return corrupt === 'garbage' ? `<html>${text.split('').reverse().join('')}` : text
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
