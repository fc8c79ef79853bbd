/** mobilians: 모빌리언스 휴대폰 소액결제, later KG파이낸셜. No sales slip. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { MOBILIANS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { birth, carrier, codeStep, phoneNumber, step } from '../fields.ts'
import { needs } from '../required.ts'
import { agreement, text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('KG파이낸셜 page')

export const mobilians = definePg({
  code: 'mobilians',
  name: text('KG모빌리언스', 'KG Mobilians'),
  known: manual('2.1.1 pg'),
  test_mids: ['170622040674'],
  pay_methods: ['phone', 'card'],
  required: [needs('buyer_tel', assumed('the vendor names it as required; the text is ours'))],
  windows: {
    pc: [layer(observed('SDK 1.2.0'), [820, 700])],
    mobile: [layer(manual('2.2.c')), leave(page, { since: 'v1' })],
  },
  window: {
    color: '#e35205',
    ink: '#1d0a00',
    accent: '#b03c00',
    layout: 'panel',
    english: 'never',
    instead: {
      phone: [
        step(
          'phone',
          text('휴대폰결제', 'Pay by phone'),
          [
            carrier,
            phoneNumber,
            birth,
            agreement(
              'terms_phone',
              '전자금융거래 약관, 개인정보 수집·이용, 통신과금서비스에 동의합니다',
              'I agree to all terms',
            ),
          ],
          { next: text('승인번호 요청', 'Send the code') },
        ),
        codeStep(text('승인번호', 'Code')),
      ],
    },
  },
  pg_tid: { '*': '{yyMMddHHmmss}{digits:8}' },
  receipt: false,
  billing: { charges: 'always', known: page },
  refusals: { declined: MOBILIANS_DECLINES },
  notes: [{ text: 'no receipt_url', known: page }],
})
