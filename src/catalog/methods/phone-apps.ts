/** samsung and kpay: cards in an app of the phone, called directly by KG이니시스 and others. */
import { manual } from '../../core/provenance.ts'
import { cardChoice, PAY, phoneNumber, pin, quotaChoice, step } from '../../kit/fields.ts'
import type { PayMethod } from '../method.ts'
import { type Field, type Text, text } from '../../kit/steps.ts'
import { approveCard } from './card.ts'

const app = (code: string, name: Text, unlock: Text, own_pin: Field): PayMethod => ({
  code,
  name,
  known: manual('2.1.1 pay_method'),
  settles: 'now',
  steps: [
    step('app_phone', text(`${name.ko}로 결제`, `Pay with ${name.en}`), [phoneNumber], {
      notice: text(
        '앱으로 결제 요청이 발송되지 않습니다. 이 화면에서 계속 진행하세요.',
        'No request is sent to the app. Go on here.',
      ),
      next: text('결제 요청', 'Ask the app'),
    }),
    step('app_card', text('등록된 카드 선택', 'Choose a registered card'), [cardChoice, quotaChoice]),
    step('app_pin', unlock, [own_pin], { next: PAY }),
  ],
  approve: approveCard,
})

export const samsung = app('samsung', text('삼성페이', 'Samsung Pay'), text('PIN 인증', 'PIN'), pin(4))
export const kpay = app('kpay', text('KPay', 'KPay'), text('결제 비밀번호', 'PIN'), pin(6))
