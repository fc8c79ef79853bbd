/** What a payment's window shows of an account or a number that it has issued, before the buyer goes home. */
import { kstText } from '../../core/kst.ts'
import { say } from '../../kit/languages.ts'
import { type Text, text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import type { HeldModel } from '../page.ts'
import type { PaymentWindow } from '../window.ts'
import { faceOf, languageOf, orderModel } from './page.ts'

/** The ids are the developer's: they stand in the sandbox's panel, not among what the buyer reads. */
export function heldModel(window: PaymentWindow, payment: Payment): HeldModel {
  const lang = languageOf(window, payment)
  const t = (words: Text) => say(words, lang)
  const { imp_uid, merchant_uid, status } = payment
  return {
    lang,
    t,
    window,
    base: `/checkout/${window.id}`,
    face: faceOf(payment, t),
    order: orderModel(payment, lang, t),
    heading: t(payment.pay_method === 'cvs' ? NUMBER_ISSUED : ACCOUNT_ISSUED),
    text: t(HOW_TO_PAY),
    facts: accountFacts(payment).map(([label, value]) => [t(label), value]),
    leave: { url: `/checkout/${window.id}/leave`, label: t(text('확인', 'OK', '確認')) },
    panel: {
      view: 'checkout/parts/issued-panel',
      facts: [
        ['imp_uid', imp_uid],
        ['merchant_uid', merchant_uid],
        ['status', status],
      ],
      deposit_url: `/checkout/deposits/${imp_uid}`,
    },
  }
}

export const ACCOUNT_ISSUED = text(
  '가상계좌가 발급되었습니다',
  'Your virtual account',
  '振込先口座を発行しました',
)
export const NUMBER_ISSUED = text(
  '결제번호가 발급되었습니다',
  'Your payment number',
  '払込番号を発行しました',
)

const HOW_TO_PAY = text(
  '아래 계좌로 입금기한까지 입금해 주세요. 확인을 누르면 쇼핑몰로 돌아갑니다.',
  'Pay by the due time below. Press [OK] to go back to the shop.',
  'お支払い期限までに下記の番号でお支払いください。［確認］を押すとショップに戻ります。',
)

/** What has been issued, and until when it can be paid. */
export function accountFacts({ approval, pay_method }: Payment): [Text, string][] {
  const { vbank_name, vbank_num, vbank_holder, vbank_date } = approval
  const number =
    pay_method === 'cvs' ? text('결제번호', 'Number', '払込番号') : text('입금계좌', 'Account', '振込先')
  const rows: [Text, string][] = [[number, [vbank_name, vbank_num].filter(Boolean).join(' ')]]
  if (vbank_holder) rows.push([text('예금주', 'Holder', '受取人'), vbank_holder])
  rows.push([text('입금기한', 'Due', 'お支払い期限'), kstText(vbank_date)])
  return rows
}
