/** shinhan: 신한 FAN페이. No longer offered: its own card in its own app. */
import { assumed, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { leave, popup } from '../windows.ts'

export const shinhan = definePg({
  code: 'shinhan',
  name: w.text('신한 FAN페이', 'Shinhan FAN Pay'),
  known: observed('SDK 1.2.0 opens a window for it'),
  legacy: true,
  sources: { pay_methods: assumed('a card company’s own wallet') },
  sells: {
    pay_methods: ['card'],
  },
  window: {
    opens: {
      pc: [popup(observed('SDK 1.2.0: X_PAY_POP; its size is assumed'), [640, 400], { name: 'X_PAY_POP' })],
      mobile: [leave(assumed('as most PGs do; no source says how it comes home on phones'))],
    },
    color: '#0b3fa8',
    accent: '#0b3fa8',
    instead: {
      card: [
        w.step(
          'fan',
          w.text('신한 FAN 앱 호출', 'Open Shinhan FAN'),
          [
            w.phoneNumber,
            w.choice('card_code', w.text('카드', 'Card'), [w.option('366', '신한카드', 'Shinhan Card')]),
            w.quotaChoice,
          ],
          {
            notice: w.text(
              '앱 알림은 발송되지 않습니다. 이 화면에서 계속 진행하십시오.',
              'No notice is sent to the app. Go on here.',
            ),
          },
        ),
        w.step('pin', w.text('FAN페이 비밀번호', 'FAN Pay PIN'), [w.pin(6)], { next: w.PAY }),
      ],
    },
  },
})
