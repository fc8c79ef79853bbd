/** What is done with billing keys and schedules on the page of data. */

import { BillingKeyOrder } from '../../acts/issue-billing-key.ts'
import { say } from '../../core/bilingual.ts'
import type { Form } from '../page.ts'
import { askedShop } from '../shop.ts'
import { given, needed, wonOf } from '../typed.ts'

export function billingForms(): Form[] {
  return [
    {
      name: 'key-issue',
      path: '/data/keys',
      says: { key_issued: say('빌링키를 발급했습니다.', 'The billing key is issued.') },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { customer_uid = '', card_number } = asked.fields
        needed(asked.fields, 'customer_uid')
        const order = { customer_uid, ...(card_number && { card_number }), user_code }
        await parts.acts.issueBillingKey(given(BillingKeyOrder, order))
      },
    },
    {
      name: 'key-charge',
      path: '/data/keys/charge',
      says: {
        key_charged: say(
          '결제했습니다. 결제 목록 맨 위에 있습니다.',
          'Charged. It stands first among the payments.',
        ),
        key_declined: say(
          '카드사가 거절했습니다. 결제는 failed입니다.',
          'The card was declined. The payment is failed.',
        ),
      },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { customer_uid = '', merchant_uid = '', name } = asked.fields
        for (const name of ['customer_uid', 'merchant_uid']) needed(asked.fields, name)
        const order = {
          merchant_uid,
          amount: wonOf(asked.fields, 'amount'),
          name: name || '주문명:빌링키 결제',
          user_code,
        }
        const made = await parts.acts.chargeKey(customer_uid, order)
        return { say: (made as { status?: string }).status === 'failed' ? 'key_declined' : 'key_charged' }
      },
    },
    {
      name: 'key-remove',
      path: '/data/keys/remove',
      says: { key_removed: say('빌링키를 지웠습니다.', 'The billing key is gone.') },
      async act(parts, asked) {
        await parts.acts.deleteBillingKey(asked.fields.customer_uid ?? '', askedShop(parts, asked).user_code)
      },
    },
    {
      name: 'schedule-add',
      path: '/data/schedules',
      says: { scheduled: say('결제를 예약했습니다.', 'The charge is scheduled.') },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { customer_uid = '', merchant_uid = '', schedule_at = '' } = asked.fields
        for (const name of ['customer_uid', 'merchant_uid', 'schedule_at']) needed(asked.fields, name)
        const order = {
          customer_uid,
          merchant_uid,
          amount: wonOf(asked.fields, 'amount'),
          name: '주문명:정기결제',
        }
        await parts.acts.schedule({ ...order, schedule_at, user_code })
      },
    },
    {
      name: 'schedule-run',
      path: '/data/schedules/run',
      says: {
        schedule_paid: say('지금 결제했습니다.', 'Charged now.'),
        schedule_failed: say(
          '지금 시도했지만 결제되지 않았습니다. 이유는 결제에 있습니다.',
          'Tried now, and it failed. The payment says why.',
        ),
      },
      act(parts, asked) {
        const { merchant_uid = '' } = asked.fields
        const { status } = parts.acts.runSchedule(merchant_uid, askedShop(parts, asked).user_code)
        return { say: status === 'paid' ? 'schedule_paid' : 'schedule_failed' }
      },
    },
    {
      name: 'schedule-revoke',
      path: '/data/schedules/revoke',
      says: { schedule_revoked: say('예약을 취소했습니다.', 'The schedule is revoked.') },
      async act(parts, asked) {
        await parts.acts.revokeSchedule(asked.fields.merchant_uid ?? '', askedShop(parts, asked).user_code)
      },
    },
  ]
}
