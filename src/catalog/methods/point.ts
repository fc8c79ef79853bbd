/** point: 베네피아 points of NHN KCP, and what the money of a wallet is called in results. */
import { docs } from '../../core/provenance.ts'
import { loginId, loginPassword, PAY, step } from '../fields.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'

export const point: PayMethod = {
  code: 'point',
  name: text('포인트', 'Points'),
  known: docs('v1-sdk/payrq; wallet money in results of kakaopay'),
  settles: 'now',
  steps: [
    step('point_login', text('베네피아 로그인', 'Log in to Benepia'), [loginId, loginPassword], {
      notice: text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
      next: PAY,
    }),
  ],
  approve: () => ({ apply_num: '' }),
}
