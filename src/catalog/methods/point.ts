/** point: 베네피아 points of NHN KCP, and what the money of a wallet is called in results. */
import { docs } from '../../core/provenance.ts'
import { choice, loginId, loginPassword, option, PAY, step } from '../../kit/fields.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../../kit/steps.ts'

export const point: PayMethod = {
  code: 'point',
  name: text('포인트', 'Points'),
  known: docs('v1-sdk/payrq; wallet money in results of kakaopay'),
  settles: 'now',
  steps: [
    step('point_login', text('베네피아 로그인', 'Log in to Benepia'), [loginId, loginPassword], {
      notice: text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
      next: text('로그인', 'Log in'),
    }),
    step(
      'point_balance',
      text('베네피아 포인트 사용', 'Your points'),
      [
        {
          ...choice('point_balance', text('사용할 포인트', 'Which points'), [
            option('10000000', '잔액 10,000,000P', '10,000,000 points left'),
            option('1000', '잔액 1,000P', '1,000 points left'),
          ]),
          covers_amount: true,
        },
      ],
      {
        notice: text('1포인트는 1원으로 사용됩니다.', 'A point is worth one won.'),
        next: PAY,
      },
    ),
  ],
  approve: () => ({ apply_num: '' }),
}
