/** KCP 퀵페이: members of the wallet, prepaid money, and keys for autopay. */

import { z } from 'zod'
import { PG_ORDER_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { ableTo } from '../choice/abilities.ts'
import { say } from '../core/bilingual.ts'
import { Answer, type Operation, operation } from '../core/operation.ts'
import { assumed, docs } from '../core/provenance.ts'
import { ChannelKey } from '../payments/api-facts.ts'
import type { Payment } from '../payments/payment.ts'
import { PaymentView } from '../payments/view.ts'
import { channelOf, type PgOrders, paymentAt } from './pg-orders.ts'

const KCP_QUICK = ableTo('quick_pay')[0]!
/** The shop id of KCP 퀵페이 where no channel names another (assumed). */
const PG_ID = 'IX0XX'
const known = docs('API document v1, kcpquick')
const MerchantUid = z.string().min(1).max(40)

const Prepare = z.object({
  btid: z.string().min(1).max(20),
  cust_ip: z.string().min(1),
  code_verifier: z.string().min(1).max(200),
  prepaid_auth_yn: z.enum(['Y', 'N']).optional().describe('Y needs prepaid_amount'),
  prepaid_amount: z.int().min(0).max(999_999_999).optional(),
  vender_type: z.string().max(20).optional(),
  reward_id: z.string().max(20).optional(),
})
const PrepareView = z.object({
  btid: z.string(),
  cust_ip: z.string(),
  merchant_uid: z.string(),
  prepaid_amount: z.int().nullable(),
  prepaid_auth_yn: z.string().nullable(),
  reward_id: z.string().nullable(),
  vender_type: z.string().nullable(),
})

export function kcpquickOperations(parts: PgOrders, print: (payment: Payment) => PaymentView): Operation[] {
  const { store, clock, charge, chargeKey, deleteKey, mustHaveKey } = parts

  function mustBePrepared(merchant: number, merchant_uid: string): void {
    if (!store.prepared(merchant, merchant_uid)) throw refusal('kcpquick_prepare_not_found')
  }

  function memberOf(merchant: number, member_id: string) {
    const member = store.member(merchant, member_id)
    if (member) return member
    throw refusal('kcpquick_member_not_found')
  }

  function prepare(merchant: number, merchant_uid: string, body: z.infer<typeof Prepare>) {
    if (body.prepaid_auth_yn === 'Y' && body.prepaid_amount === undefined) {
      throw refusal(
        'parameter_missing',
        { parameter: 'prepaid_amount' },
        say('prepaid_auth_yn이 Y이면 필요합니다.', 'prepaid_auth_yn Y needs it.'),
      )
    }
    store.prepare(merchant, merchant_uid, body)
    return {
      btid: body.btid,
      cust_ip: body.cust_ip,
      merchant_uid,
      prepaid_amount: body.prepaid_amount ?? null,
      prepaid_auth_yn: body.prepaid_auth_yn ?? null,
      reward_id: body.reward_id ?? null,
      vender_type: body.vender_type ?? null,
    }
  }

  return [
    operation({
      method: 'DELETE',
      path: '/kcpquick/members/{member_id}',
      statuses: [404],
      tag: 'kcpquick',
      asks: (merchant, given) => memberOf(merchant, given('member_id')),
      summary: 'Deletes a member of the wallet.',
      params: z.object({ member_id: z.string() }),
      query: z.object({ site_code: z.string(), partner_type: z.string(), partner_subtype: z.string() }),
      returns: z.object({
        inserted: z.int(),
        member_id: z.string(),
        pg_id: z.string(),
        pg_provider: z.string(),
        updated: z.int(),
      }),
      known,
      example: {
        params: { member_id: 'member_1' },
        query: { site_code: 'IX0XX', partner_type: 'IX99', partner_subtype: '99IX' },
      },
      handle: ({ merchant, params: { member_id } }) => {
        const member = memberOf(merchant, member_id)
        store.deleteMember(merchant, member_id)
        const { pg_id, inserted, updated } = member
        return { inserted, member_id, pg_id, pg_provider: KCP_QUICK, updated }
      },
    }),
    operation({
      method: 'POST',
      path: '/kcpquick/payment/money',
      tag: 'kcpquick',
      asks: (merchant, given) =>
        given('imp_uid') && paymentAt(parts, merchant, given('imp_uid'), [KCP_QUICK]),
      summary:
        'Pays with prepaid money after the PIN check of another payment. An unknown member_id becomes a member.',
      body: z.object({
        member_id: z.string().min(1).max(16),
        channel_key: ChannelKey,
        merchant_uid: MerchantUid,
        name: z.string().min(1).max(40),
        amount: z.int().positive(),
        imp_uid: z.string().describe('the payment that checked the PIN'),
        notice_url: z.string().optional(),
      }),
      returns: PaymentView,
      known: docs('API document v1, kcpquick; that members register themselves is assumed'),
      example: {
        body: {
          member_id: 'member_1',
          channel_key: 'channel-key-sandbox',
          merchant_uid: 'order_money',
          name: '선불머니 결제',
          amount: 1000,
          imp_uid: 'imp_448280090005',
        },
      },
      handle: ({ merchant, body, user_agent }) => {
        const { member_id, channel_key, notice_url, imp_uid, ...order } = body
        const pg_id = channelOf(parts, merchant, channel_key, KCP_QUICK)
        paymentAt(parts, merchant, imp_uid, [KCP_QUICK])
        return store.transaction(() => {
          const payment = charge({
            ...order,
            merchant,
            pg_provider: KCP_QUICK,
            pg_id,
            pay_method: 'point',
            notice_url: notice_url ? [notice_url] : [],
            user_agent,
          })
          const now = clock.now()
          const member = store.member(merchant, member_id) ?? {
            merchant,
            member_id,
            pg_id: pg_id ?? PG_ID,
            has_fido: true,
            inserted: now,
            updated: now,
          }
          store.saveMember({ ...member, updated: now })
          return print(payment)
        })
      },
    }),
    operation({
      method: 'POST',
      path: '/kcpquick/prepare/{merchant_uid}',
      statuses: [400, 409],
      tag: 'kcpquick',
      summary: 'Registers a deal of prepaid money, once.',
      params: z.object({ merchant_uid: MerchantUid }),
      body: Prepare,
      returns: PrepareView,
      known: assumed('the document has no body of the answer: what was registered comes back'),
      example: {
        params: { merchant_uid: 'order_1' },
        body: { btid: 'BT20151123', cust_ip: '127.0.0.1', code_verifier: 'verifier' },
      },
      handle: ({ merchant, params: { merchant_uid }, body }) => {
        if (store.prepared(merchant, merchant_uid)) throw refusal('kcpquick_prepare_duplicate')
        return prepare(merchant, merchant_uid, body)
      },
    }),
    operation({
      method: 'PUT',
      path: '/kcpquick/prepare/{merchant_uid}',
      statuses: [400, 404],
      tag: 'kcpquick',
      asks: (merchant, given) => mustBePrepared(merchant, given('merchant_uid')),
      summary: 'Changes a registered deal of prepaid money.',
      params: z.object({ merchant_uid: MerchantUid }),
      body: Prepare,
      returns: PrepareView,
      known: assumed('the document has no body of the answer: what was registered comes back'),
      example: {
        params: { merchant_uid: 'merchant_1448280090005' },
        body: { btid: 'BT20151124', cust_ip: '127.0.0.1', code_verifier: 'verifier' },
      },
      handle: ({ merchant, params: { merchant_uid }, body }) => {
        mustBePrepared(merchant, merchant_uid)
        return prepare(merchant, merchant_uid, body)
      },
    }),
    operation({
      method: 'POST',
      path: '/kcpquick/payment/autopay',
      tag: 'kcpquick',
      asks: (merchant, given) => given('customer_uid') && mustHaveKey(merchant, given('customer_uid')),
      summary: 'Charges a stored key.',
      body: z.object({
        customer_uid: z.string().min(1),
        merchant_uid: MerchantUid,
        name: z.string().min(1).max(40),
        buyer_name: z.string().min(1).max(20),
        amount: z.int().positive(),
        notice_url: z.string().optional(),
      }),
      returns: PaymentView,
      known,
      example: {
        body: {
          customer_uid: 'customer_1',
          merchant_uid: 'order_autopay',
          name: '정기 결제',
          buyer_name: '홍길동',
          amount: 1000,
        },
      },
      handle: ({ merchant, body: { notice_url, ...order }, user_agent }) =>
        print(chargeKey({ ...order, merchant, notice_url: notice_url ? [notice_url] : [], user_agent })),
    }),
    operation({
      method: 'DELETE',
      path: '/kcpquick/autopay/{customer_uid}',
      statuses: [404, 500],
      tag: 'kcpquick',
      summary: 'Deletes a key for autopay.',
      params: z.object({ customer_uid: z.string() }),
      returns: z.object({ customer_uid: z.string() }),
      known,
      example: { params: { customer_uid: 'customer_1' } },
      handle: ({ merchant, params: { customer_uid } }) => {
        if (!deleteKey(merchant, customer_uid)) throw refusal('kcpquick_key_not_found')
        return new Answer(200, { customer_uid }, { message: '자동결제 키가 정상적으로 삭제되었습니다.' })
      },
    }),
    operation({
      method: 'POST',
      path: '/kcpquick/members/{member_id}/fido/release',
      statuses: [400, 500],
      tag: 'kcpquick',
      summary:
        'A member logs in without fingerprint or face again. What KCP refuses is HTTP 200 with `error`.',
      params: z.object({ member_id: z.string() }),
      body: z.object({ channel_key: z.string() }),
      returns: z.object({ member_id: z.string() }).nullable(),
      known,
      example: { params: { member_id: 'member_1' }, body: { channel_key: 'channel-key-sandbox' } },
      handle: ({ merchant, params: { member_id }, body }) => {
        channelOf(parts, merchant, body.channel_key, KCP_QUICK)
        const member = store.member(merchant, member_id)
        if (!member?.has_fido) {
          const error = { code: 'C210', message: PG_ORDER_WHY.fido_unknown }
          return new Answer(200, null, { code: -1, message: PG_ORDER_WHY.fido_failed, error })
        }
        store.saveMember({ ...member, has_fido: false, updated: clock.now() })
        return new Answer(200, { member_id }, { message: '생체인증 사용이 정상적으로 해제되었습니다.' })
      },
    }),
  ]
}
