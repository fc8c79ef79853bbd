/** What the bodies of POST /subscribe/payments/*, /vbanks and /cvs have in common, and the order that they make. */
import { z } from 'zod'
import { remark } from '../core/remarks.ts'
import { documented, orNothing } from '../core/schema.ts'
import { noticeUrls, oddAddresses } from './odd-address.ts'
import type { OrderFacts } from './payment.ts'

export const MerchantUid = z.string().trim().min(1).max(40)

/** A moment of the calendar. Milliseconds are out of range, so that a shop that sends them is told so. */
export const UnixSeconds = z.int().min(0).max(9_999_999_999).describe('Unix seconds')

/** The official Java client sends 0 in every `again`, which nobody has set. */
export const Count = orNothing(z.int().min(1).optional().describe('0: as if absent'), 0)

/** Required by the document since 2026-02; strictness has a remark of its own for it, since every client still sends `pg`. */
export const ChannelKey = documented(z.string().max(55).optional(), {
  is_required: true,
  is_only_printed: true,
})

/** Objects are kept as JSON text, as custom_data of request_pay is. */
const CustomData = z
  .union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .optional()
  .describe('kept and returned as a string; an object as JSON text')

const NoticeUrl = z
  .union([z.array(z.string()), z.string()])
  .optional()
  .describe('replaces the Notification URLs for this payment')

/** The fields of an order that every such call may carry. */
export const OrderFields = {
  name: documented(z.string().max(100).optional(), { max: 40 }),
  buyer_name: documented(z.string().max(100).optional(), { max: 16 }),
  buyer_email: documented(z.string().max(100).optional(), { max: 64 }),
  buyer_tel: documented(z.string().max(50).optional(), { max: 16 }),
  buyer_addr: documented(z.string().max(200).optional(), { max: 128 }),
  buyer_postcode: documented(z.string().max(20).optional(), { max: 8 }),
  custom_data: CustomData,
  notice_url: NoticeUrl,
} as const

/** What a charge may carry besides. */
export const ChargeFields = {
  ...OrderFields,
  currency: z.string().optional(),
  tax_free: z.number().min(0).optional(),
  vat_amount: z.number().min(0).optional(),
  vat: z.number().min(0).optional().describe('deprecated: use tax_free'),
  card_quota: orNothing(z.int().min(0).max(60).optional().describe('months; 0 is at once'), 0),
  interest_free_by_merchant: z.boolean().optional(),
  use_card_point: z.boolean().optional(),
  browser_ip: z.string().optional(),
  product_type: z.enum(['real', 'digital']).optional(),
  product_count: Count,
  cash_receipt_type: z.enum(['person', 'company', 'anonymous']).optional(),
  promotion_id: z.string().optional(),
  extra: z.unknown().optional(),
  bypass: z.unknown().optional(),
} as const

const Charge = z.object(ChargeFields)
export type Charge = z.infer<typeof Charge>

/** The order's facts out of such a body. */
export function readFacts(body: Partial<Charge>): Partial<OrderFacts> {
  const { custom_data } = body
  const notice_url = noticeUrls(body.notice_url)
  for (const { message } of oddAddresses('notice_url', notice_url)) remark(message)
  return {
    name: body.name ?? null,
    buyer_name: body.buyer_name ?? null,
    buyer_email: body.buyer_email ?? null,
    buyer_tel: body.buyer_tel ?? null,
    buyer_addr: body.buyer_addr ?? null,
    buyer_postcode: body.buyer_postcode ?? null,
    custom_data:
      custom_data === undefined || typeof custom_data === 'string'
        ? (custom_data ?? null)
        : JSON.stringify(custom_data),
    notice_url,
    tax_free: body.tax_free ?? 0,
    vat_amount: body.vat_amount ?? body.vat ?? null,
    digital: body.product_type === 'digital',
  }
}
