/** mobilians: 모빌리언스 휴대폰 소액결제, later KG파이낸셜. No sales slip. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { MOBILIANS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { layer, leave } from '../windows.ts'

const page = docs('KG모빌리언스 (구모듈) page')

export const mobilians = definePg({
  code: 'mobilians',
  name: w.text('KG모빌리언스', 'KG Mobilians'),
  known: manual('2.1.1 pg'),
  sources: {
    test_mids: docs('ready/2-pg, 2023'),
    pay_methods: docs('KG모빌리언스 (구모듈) page; the manual has it for phone payments only'),
    receipt: page,
  },
  mids: {
    test: ['170622040674'],
  },
  sells: {
    pay_methods: ['phone', 'card'],
  },
  order: {
    required: [
      needs('buyer_tel', assumed('the sample says required, the parameter list optional; the text is ours')),
    ],
  },
  window: {
    opens: {
      pc: [layer(observed('SDK 1.2.0'), [820, 700])],
      mobile: [layer(manual('2.2.c')), leave(page, { since: 'v1' })],
    },
    color: '#e35205',
    ink: '#1d0a00',
    accent: '#b03c00',
    layout: 'panel',
    instead: {
      phone: [
        w.step('phone', w.text('휴대폰 정보 입력', 'Your phone'), [
          w.carrier,
          w.phoneNumber,
          w.birth,
          w.agreement(
            'terms_finance',
            '[필수] 전자금융거래 이용약관 동의',
            'I agree to the terms of electronic finance',
          ),
          w.agreement(
            'terms_privacy',
            '[필수] 개인정보 수집·이용 동의',
            'I agree to the use of my personal data',
          ),
          w.agreement(
            'terms_carrier',
            '[필수] 통신과금서비스 이용약관 동의',
            'I agree to the terms of carrier billing',
          ),
        ]),
        w.step('way', w.text('본인 인증', 'Who you are'), [w.phoneWay('mobilians_way'), w.receiptEmail()], {
          notice: w.text(
            '휴대폰 명의자 본인만 결제하실 수 있습니다.',
            'Only the owner of the phone can pay with it.',
          ),
          next: w.text('인증 요청', 'Ask for it'),
        }),
        { ...w.codeStep(w.text('승인번호', 'Code')), ...w.whenChosen('mobilians_way', 'sms') },
        w.passStep({ field: 'mobilians_way', is: ['pass'] }),
      ],
      card: [
        w.step('card', w.text('카드사 선택', 'Choose a card'), [
          w.cardChoice,
          w.quotaChoice,
          w.agreement(
            'terms_finance',
            '[필수] 전자금융거래 이용약관 동의',
            'I agree to the terms of electronic finance',
          ),
        ]),
        w.step(
          'ansim',
          w.text('안심클릭 인증', 'Card authentication'),
          [w.cardNumber, w.cvc, w.receiptEmail()],
          {
            notice: w.text(
              '카드사 인증 화면을 대신합니다. 실제 카드 정보를 입력하지 마십시오.',
              'This stands for the page of the card company. Do not enter a real card.',
            ),
            next: w.PAY,
          },
        ),
      ],
    },
  },
  reports: {
    pg_tid: { '*': '{yyMMddHHmmss}{digits:8}' },
    receipt: false,
  },
  billing: { charges: 'always', known: page },
  refusals: {
    already_cancelled: { message: '[0044] 중복 취소', known: docs('KG파이낸셜 error code sheet') },
    declined: MOBILIANS_DECLINES,
  },
  notes: [
    { text: 'a phone key must be charged the same amount on the same day of each month', known: page },
    { text: 'keys are issued in the window only, and for a shop id with a contract for them', known: page },
  ],
})
