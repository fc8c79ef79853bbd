/** syrup: 시럽페이, of the manual’s time. */
import { manual } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { cardChoice, PAY, phoneNumber, pin, quotaChoice, step } from '../fields.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const syrup = definePg({
  code: 'syrup',
  name: text('시럽페이', 'Syrup Pay'),
  known: manual('2.1.1 pg'),
  legacy: true,
  pay_methods: ['card'],
  windows: HUB,
  window: {
    color: '#b3261e',
    accent: '#b3261e',
    english: 'never',
    layout: 'card',
    instead: {
      card: [
        step('phone', text('시럽페이 가입 확인', 'Your Syrup Pay account'), [phoneNumber], {
          next: text('확인', 'Continue'),
        }),
        step('card', text('등록된 카드 선택', 'Your cards'), [cardChoice, quotaChoice]),
        step('pin', text('시럽페이 비밀번호', 'Syrup Pay PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
})
