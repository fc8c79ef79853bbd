/** jtnet: JTNet, tPay. */
import { docs, manual } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, THIRD, terms } from '../fields.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const jtnet = definePg({
  code: 'jtnet',
  name: text('JTNet (tPay)', 'JTNet (tPay)'),
  known: manual('2.1.1 pg'),
  legacy: true,
  test_mids: ['tpaytest0m', 'tpaytest2m', 'tpaytest1m'],
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  windows: HUB,
  window: {
    color: '#0b6b6f',
    accent: '#0b6b6f',
    layout: 'panel',
    english: 'never',
    before: [terms(text('tPay 이용약관', 'tPay terms'), [FINANCE, PRIVACY, THIRD])],
  },
  pg_tid: { '*': '{mid}{yyyyMMddHHmmss}{digits:6}' },
  billing: {
    charges: 'amount',
    known: docs('JTNet: a billing key is charged when the amount is more than 0'),
  },
})
