/** kcp_billing: NHN KCP 정기결제. The window registers a card and charges nothing. */
import { docs } from '../../core/provenance.ts'
import { KCP_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('NHN KCP page')

export const kcp_billing = definePg({
  code: 'kcp_billing',
  name: text('NHN KCP 정기결제', 'NHN KCP billing'),
  known: page,
  pay_methods: ['card'],
  required: [needs('customer_uid', docs('NHN KCP: kcp_billing needs customer_uid; the text is ours'))],
  windows: hub(page),
  window: { color: '#14295e', accent: '#1f4fa8', english: 'never' },
  pg_tid: { '*': '{digits:14}' },
  billing: { charges: 'never', known: page },
  refusals: { declined: KCP_DECLINES },
})
