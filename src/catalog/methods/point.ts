/** point: 베네피아 points of NHN KCP, and what the money of a wallet is called in results. */
import { docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'

export const point: PayMethod = {
  code: 'point',
  name: w.text('포인트', 'Points'),
  known: docs('v1-sdk/payrq; wallet money in results of kakaopay'),
  settles: 'now',
  steps: [
    w.step('point_login', w.text('베네피아 로그인', 'Log in to Benepia'), [w.loginId, w.loginPassword], {
      notice: w.text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
      next: w.text('로그인', 'Log in'),
    }),
    w.step(
      'point_balance',
      w.text('베네피아 포인트 사용', 'Your points'),
      [
        {
          ...w.choice('point_balance', w.text('사용할 포인트', 'Which points'), [
            w.option('10000000', '잔액 10,000,000P', '10,000,000 points left'),
            w.option('1000', '잔액 1,000P', '1,000 points left'),
          ]),
          covers_amount: true,
        },
      ],
      {
        notice: w.text('1포인트는 1원으로 사용됩니다.', 'A point is worth one won.'),
        next: w.PAY,
      },
    ),
  ],
  approve: () => ({ apply_num: '' }),
}
