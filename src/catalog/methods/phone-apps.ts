/** samsung and kpay: cards in an app of the phone, called directly by KG이니시스 and others. */
import { manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'
import { approveCard } from './card.ts'

const app = (code: string, name: w.Text, unlock: w.Text, own_pin: w.Field): PayMethod => ({
  code,
  name,
  known: manual('2.1.1 pay_method'),
  settles: 'now',
  steps: [
    w.step('app_phone', w.text(`${name.ko}로 결제`, `Pay with ${name.en}`), [w.phoneNumber], {
      notice: w.text(
        '앱으로 결제 요청이 발송되지 않습니다. 이 화면에서 계속 진행하세요.',
        'No request is sent to the app. Go on here.',
      ),
      next: w.text('결제 요청', 'Ask the app'),
    }),
    w.step('app_card', w.text('등록된 카드 선택', 'Choose a registered card'), [w.cardChoice, w.quotaChoice]),
    w.step('app_pin', unlock, [own_pin], { next: w.PAY }),
  ],
  approve: approveCard,
})

export const samsung = app('samsung', w.text('삼성페이', 'Samsung Pay'), w.text('PIN 인증', 'PIN'), w.pin(4))
export const kpay = app('kpay', w.text('KPay', 'KPay'), w.text('결제 비밀번호', 'PIN'), w.pin(6))
