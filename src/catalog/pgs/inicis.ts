/** inicis: KG이니시스 with the ActiveX window of old; later only key-in and billing over REST. */
import { assumed, docs, manual } from '../../core/provenance.ts'
import { INICIS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { step } from '../fields.ts'
import { buyerTel } from '../required.ts'
import { agreement, text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const inicis = definePg({
  code: 'inicis',
  name: text('KG이니시스 (일반결제)', 'KG Inicis (classic)'),
  known: manual('2.1.1 pg'),
  legacy: true,
  test_mids: ['INIpayTest', 'INIBillTst'],
  pay_methods: [
    'card',
    'trans',
    'vbank',
    'phone',
    'samsung',
    'kpay',
    'cultureland',
    'smartculture',
    'happymoney',
  ],
  required: [buyerTel('KG이니시스')],
  windows: HUB,
  window: {
    color: '#8c1d22',
    accent: '#a3191f',
    layout: 'card',
    english: 'pc',
    before: [
      step(
        'plugin',
        text('INIpay 플러그인', 'INIpay plug-in'),
        [
          agreement(
            'terms_all',
            '이용약관과 개인정보 수집에 모두 동의합니다',
            'I agree to the terms and the privacy policy',
          ),
        ],
        {
          notice: text(
            'INIpay 결제 플러그인이 실행되었습니다. (설치할 것은 없습니다)',
            'The INIpay plug-in is running. (There is nothing to install.)',
          ),
        },
      ),
    ],
  },
  vbank_days: 30,
  cancel: { partial_phone: true, known: docs('cancel guide, older text') },
  pg_tid: { '*': 'INIMX_ISP_{mid}{yyyyMMddHHmmss}{digits:6}' },
  quota: {
    reads: 'up to',
    known: docs('KG이니시스: card_quota is one payment up to the longest of the list'),
  },
  billing: { charges: 'no window', known: docs('billing table: inicis issues keys over REST only') },
  refusals: {
    cancelled: { message: '사용자가 결제를 취소하셨습니다', known: assumed('the wording of html5_inicis') },
    format: '[{code}|{message}]',
    declined: INICIS_DECLINES,
  },
})
