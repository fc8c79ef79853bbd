/** cvs: 편의점결제. There is no window: the shop's server asks for a barcode, and a convenience store takes the money. */
import { docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'

export const cvs: PayMethod = {
  code: 'cvs',
  name: w.text('편의점결제', 'Convenience store', 'コンビニ決済'),
  known: docs('POST /cvs'),
  settles: 'deposit',
  keeps_no_key: true,
  steps: [],
  approve: ({ dice, imp_uid, now, vbank_date }) => ({
    vbank_num: dice.digits(16, 'barcode', imp_uid),
    vbank_date,
    vbank_issued_at: now,
  }),
}
