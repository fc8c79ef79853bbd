/** An order that was refused: what request_pay was given, what it got, why, and how we know. */

import { REFUSALS, type RefusalName } from '../../catalog/refusals.ts'
import { say } from '../../core/bilingual.ts'
import { CallerError } from '../../core/caller-error.ts'
import { provenanceText } from '../../telling/provenance.ts'
import type { Page } from '../page.ts'
import { refusedOrder } from '../refused.ts'
import { refusedRow } from '../rows.ts'
import { axisOf } from '../story/axis.ts'

export const refusedPage: Page = {
  path: '/refused/:seq',
  view: 'refused',
  model({ trace }, { params: { seq = '' } }) {
    const order = refusedOrder(trace, Number(seq))
    if (!order)
      throw new CallerError(404, 'not_found', say('그런 페이지가 없습니다.', 'There is no such page.'))
    const { name, message, hint, exchange, data } = order
    return {
      row: refusedRow(order),
      name,
      reason: message,
      hint,
      known: name in REFUSALS ? provenanceText(REFUSALS[name as RefusalName].known) : null,
      asked: JSON.stringify(data, null, 2),
      event: exchange ? axisOf([exchange], [])[0] : null,
    }
  },
}
