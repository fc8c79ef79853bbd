/** samsung and kpay: cards in an app of the phone, called directly by KG이니시스 and others. */
import { manual } from '../../core/provenance.ts'
import { cardChoice, PAY, phoneNumber, pin, quotaChoice, step } from '../fields.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'
import { approveCard } from './card.ts'

const app = (code: string, ko: string, en: string): PayMethod => ({
  code,
  name: text(ko, en),
  known: manual('2.1.1 pay_method'),
  settles: 'now',
  steps: [
    step('app_phone', text(`${ko} 앱 호출`, `Open ${en}`), [phoneNumber], {
      notice: text('휴대폰의 앱 대신 이 화면에서 결제합니다.', 'This page stands for the app on the phone.'),
    }),
    step('app_card', text('앱에 등록된 카드', 'Cards in the app'), [cardChoice, quotaChoice]),
    step('app_pin', text(`${ko} 인증`, `${en} PIN`), [pin(4)], { next: PAY }),
  ],
  approve: approveCard,
})

export const samsung = app('samsung', '삼성페이', 'Samsung Pay')
export const kpay = app('kpay', 'KPay', 'KPay')
