/** syrup: 시럽페이, of the manual’s time. */
import { assumed, manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { LIKE_OTHERS } from '../windows.ts'

export const syrup = definePg({
  code: 'syrup',
  name: w.text('시럽페이', 'Syrup Pay'),
  known: manual('2.1.1 pg'),
  legacy: true,
  sources: { pay_methods: assumed('it was a wallet of cards') },
  sells: {
    pay_methods: ['card'],
  },
  window: {
    opens: LIKE_OTHERS,
    color: '#c2185b',
    accent: '#b3124f',
    instead: {
      card: [
        w.step(
          'phone',
          w.text('시럽페이 회원 확인', 'Your Syrup Pay account'),
          [
            { ...w.depositor, name: 'member', label: w.text('이름', 'Name') },
            w.phoneNumber,
            w.agreement(
              'terms_syrup',
              '[필수] 시럽페이 이용약관 및 개인정보 제공에 동의합니다',
              'I agree to the terms',
            ),
          ],
          { next: w.text('확인', 'Continue') },
        ),
        w.step('card', w.text('결제 카드 선택', 'Your cards'), [
          w.cardChoice,
          w.quotaChoice,
          {
            name: 'ok_cashbag',
            label: w.text('OK캐쉬백 포인트를 적립합니다 (선택)', 'Collect OK Cashbag points (optional)'),
            kind: 'check',
            optional: true,
            sample: '',
          },
        ]),
        w.step('pin', w.text('시럽페이 결제 비밀번호', 'Syrup Pay PIN'), [w.pin(6)], {
          notice: w.text(
            '공인인증서 없이 결제 비밀번호만으로 결제합니다.',
            'The PIN alone pays, without a certificate.',
          ),
          next: w.PAY,
        }),
      ],
    },
  },
})
