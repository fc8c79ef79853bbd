/** What a recorded scenario's shopper is: what request_pay was given first, on which device, with which SDK. */
import { SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { isRecord } from '../core/schema.ts'
import type { Payment } from '../payments/payment.ts'
import type { TraceRecord } from '../trace/record.ts'
import { deviceOf } from '../windows/device.ts'

interface Facts {
  readonly paymentOf: (imp_uid: string) => Payment | null
}

/** The shop's own checkout page gives these, and where the shop is. */
const OF_THE_SHOP = new Set([
  'merchant_uid',
  'amount',
  'm_redirect_url',
  'notice_url',
  'confirm_url',
  'popup',
  'user_code',
])

/** Whether request_pay was called here. */
export function isRequest({ surface, request }: TraceRecord): boolean {
  return surface === 'sdk' && request?.method === 'POST' && request.url.split('?')[0] === '/checkout/requests'
}

/** What request_pay was given, without what differs from shop to shop. */
export function askedBy({ request }: TraceRecord): {
  data: Readonly<Record<string, unknown>>
  pay: Record<string, unknown>
} {
  const body = isRecord(request?.body) ? request.body : {}
  const data = isRecord(body.data) ? body.data : body
  return { data, pay: withoutShop(data) }
}

export function withoutShop(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(
      ([key, value]) =>
        !OF_THE_SHOP.has(key) && value !== undefined && value !== null && value !== '' && !isHidden(value),
    ),
  )
}

/** A secret that the trace has not kept is of no use again. */
const isHidden = (value: unknown) => typeof value === 'string' && value.includes('***')

/** What a payment was asked for with, where no page asked. */
export function payOf({
  pg_provider,
  pay_method,
  order,
  currency,
  customer_uid,
}: Payment): Record<string, unknown> {
  const { name, buyer_name, buyer_tel, buyer_email, escrow, digital } = order
  const given = { pg: pg_provider, pay_method, name, buyer_name, buyer_tel, buyer_email, customer_uid }
  return withoutShop({
    ...given,
    ...(escrow ? { escrow } : {}),
    ...(digital ? { digital } : {}),
    ...(currency === 'KRW' ? {} : { currency }),
  })
}

export function openingOf(records: readonly TraceRecord[], { paymentOf }: Facts): Record<string, unknown> {
  const request = records.find(isRequest)
  if (request) {
    const body = isRecord(request.request?.body) ? request.request.body : {}
    const sdk = SDK_VERSIONS.find((known) => known === body.version)
    const device = deviceOf(String(request.request?.headers['user-agent'] ?? ''))
    return {
      pay: askedBy(request).pay,
      ...(device === 'mobile' ? { device } : {}),
      ...(sdk && sdk !== '1.1.5' ? { sdk } : {}),
    }
  }
  const payment = records.map(({ imp_uid }) => imp_uid && paymentOf(imp_uid)).find(Boolean)
  if (!payment) return {}
  const { sdk } = payment.order
  const known = SDK_VERSIONS.find((version) => version === sdk)
  return {
    pay: payOf(payment),
    ...(payment.channel === 'mobile' ? { device: 'mobile' } : {}),
    ...(known && known !== '1.1.5' ? { sdk: known } : {}),
  }
}
