/** What is done with certifications, cash receipts, registered amounts and product orders on the page of data. */

import { CertificationOrder } from '../../acts/certify.ts'
import { SELLER_ACTS } from '../../acts/product-orders.ts'
import { say } from '../../core/bilingual.ts'
import { BUYER_ACTS } from '../../orders/product-order.ts'
import { FormProblem } from '../forms.ts'
import type { Form } from '../page.ts'
import { askedShop } from '../shop.ts'
import { given, needed, wonOf } from '../typed.ts'

export function otherForms(): Form[] {
  return [
    {
      name: 'certification-add',
      path: '/data/certifications',
      says: { certified: say('본인인증을 마쳤습니다.', 'The identity is verified.') },
      async act(parts, asked) {
        const { user_code } = askedShop(parts, asked)
        const { merchant_uid = '', person = '', birth = '', phone = '' } = asked.fields
        needed(asked.fields, 'merchant_uid')
        const who = { ...(person && { name: person }), ...(birth && { birth }), ...(phone && { phone }) }
        const { rsp } = await parts.acts.certify(
          given(CertificationOrder, { merchant_uid, person: who, user_code }),
        )
        if (rsp && !rsp.success) throw new FormProblem(409, String(rsp.error_msg ?? ''))
      },
    },
    {
      name: 'receipt-issue',
      path: '/data/receipts',
      says: { receipt_issued: say('현금영수증을 발급했습니다.', 'The cash receipt is issued.') },
      async act({ acts }, { fields }) {
        needed(fields, 'imp_uid')
        const { imp_uid = '', identifier } = fields
        const type = fields.type === 'company' ? 'company' : 'person'
        await acts.issueReceipt(imp_uid, { identifier: identifier || '010-1234-5678', type })
      },
    },
    {
      name: 'receipt-cancel',
      path: '/data/receipts/cancel',
      says: { receipt_cancelled: say('현금영수증을 취소했습니다.', 'The cash receipt is cancelled.') },
      async act(parts, asked) {
        const { of, uid = '' } = asked.fields
        const { user_code } = askedShop(parts, asked)
        await parts.acts.cancelReceipt(
          of === 'external' ? { merchant_uid: uid, user_code } : { imp_uid: uid },
        )
      },
    },
    {
      name: 'prepare',
      path: '/data/prepared',
      says: { prepared: say('금액을 등록했습니다.', 'The amount is registered.') },
      async act(parts, asked) {
        needed(asked.fields, 'merchant_uid')
        const { merchant_uid = '' } = asked.fields
        const { user_code } = askedShop(parts, asked)
        await parts.acts.prepare({ merchant_uid, amount: wonOf(asked.fields, 'amount'), user_code })
      },
    },
    {
      name: 'order-act',
      path: '/data/orders',
      says: {
        order_moved: say('했습니다.', 'Done.'),
        order_kept: say(
          '네이버에서 했고, 다음 정각 분에 보입니다.',
          'Done at Naver; seen at the next full minute.',
        ),
      },
      async act({ acts }, { fields: { product_order_id = '', buyer, seller } }) {
        const by_seller = SELLER_ACTS.find((name) => name === seller)
        if (by_seller) {
          await acts.sellProductOrder(product_order_id, by_seller)
          return { say: 'order_moved' }
        }
        const by_buyer = BUYER_ACTS.find((name) => name === buyer)
        if (!by_buyer) throw new FormProblem(422, say('할 일을 고르세요.', 'Choose what to do.'))
        const { is_kept } = acts.actOnProductOrder(product_order_id, by_buyer)
        return { say: is_kept ? 'order_kept' : 'order_moved' }
      },
    },
  ]
}
