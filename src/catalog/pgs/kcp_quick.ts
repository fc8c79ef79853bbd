/** kcp_quick: NHN KCP 퀵페이, in a popup. */
import { docs, observed } from '../../core/provenance.ts'
import { KCP_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('NHN KCP 퀵페이 page')

export const kcp_quick = definePg({
  code: 'kcp_quick',
  name: text('NHN KCP 퀵페이', 'NHN KCP Quick Pay'),
  known: page,
  pay_methods: ['card', 'trans'],
  redirects: [{ query: ['imp_uid', 'merchant_uid', 'imp_status', 'kcp_action'], known: page }],
  windows: { pc: [popup(observed('SDK 1.2.0'), [480, 720], { name: 'kcpQuick' })], mobile: [leave(page)] },
  window: { color: '#14295e', accent: '#1f4fa8', layout: 'card', english: 'never' },
  pg_tid: { '*': '{digits:14}' },
  refusals: { declined: KCP_DECLINES },
})
