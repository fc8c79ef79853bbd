/** inicis_jp: 이니시스 일본. Yen only, always a popup on PC. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { cardNumber, choice, cvc, expiry, option, PAY, phoneNumber, quotaChoice, step } from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('이니시스 일본 page')

export const inicis_jp = definePg({
  code: 'inicis_jp',
  name: text('KG이니시스 일본', 'KG Inicis Japan', 'KGイニシス'),
  known: page,
  pay_methods: ['card', 'cvs', 'paypay', 'amazonpay', 'rakutenpay', 'merpay', 'aupay', 'dbarai'],
  currencies: ['JPY'],
  required: [needs('buyer_name', assumed('the vendor names it as required; the text is ours'))],
  windows: { pc: [popup(page, [720, 700])], mobile: [leave(page)] },
  window: {
    color: '#d8232a',
    accent: '#c01f26',
    mother_tongue: 'ja',
    instead: {
      cvs: [
        step(
          'store',
          text('편의점 선택', 'Choose a store', 'コンビニの選択'),
          [
            choice('store', text('편의점', 'Store', 'コンビニ'), [
              option('seven', '세븐일레븐', '7-Eleven', 'セブンイレブン'),
              option('lawson', '로손', 'Lawson', 'ローソン'),
              option('family', '패밀리마트', 'FamilyMart', 'ファミリーマート'),
            ]),
            { ...phoneNumber, pattern: /^\d{10,11}$/ },
          ],
          { next: text('결제번호 받기', 'Get a number', '番号を発行') },
        ),
      ],
      card: [
        step(
          'card',
          text('카드 정보', 'Card details', 'カード情報の入力'),
          [cardNumber, expiry, cvc, quotaChoice],
          { next: PAY },
        ),
      ],
    },
  },
  short_result: page,
  quota: {
    reads: 'list',
    offers: [3, 5, 6, 10, 12],
    known: docs('이니시스 일본: 3, 5, 6, 10 and 12 months only'),
  },
})
