/** alipay: 알리페이. The page is left on every device. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { leave } from '../windows.ts'

const page = docs('sample/alipay')

export const alipay = definePg({
  code: 'alipay',
  name: w.text('알리페이', 'Alipay'),
  known: page,
  legacy: true,
  sources: { reports: assumed('a wallet has no card to tell of') },
  sells: {
    pay_methods: ['card'],
    currencies: ['USD', 'KRW'],
  },
  window: {
    opens: { pc: [leave(page)], mobile: [leave(page)] },
    color: '#0f62d6',
    accent: '#0f5cc8',
    layout: 'card',
    mother_tongue: 'en',
    foreign: true,
    instead: {
      card: [
        w.step('open', w.text('알리페이로 결제', 'Pay with Alipay'), [
          w.choice('alipay_way', w.text('결제 방법', 'How'), [
            w.option('scan', 'QR코드 스캔', 'Scan a code'),
            w.option('login', '계정 로그인', 'Log in'),
          ]),
        ]),
        w.scanStep(
          'scan',
          w.text('알리페이 앱으로 스캔', 'Scan in the Alipay app'),
          w.whenChosen('alipay_way', 'scan'),
        ),
        {
          ...w.loginStep('알리페이', 'Alipay', w.text('이메일 또는 휴대폰번호', 'Email or phone number')),
          ...w.whenChosen('alipay_way', 'login'),
        },
        w.step('means', w.text('결제수단 선택', 'How to pay'), [
          w.choice('alipay_means', w.text('결제수단', 'Means'), [
            w.option('balance', '알리페이 잔액', 'Balance'),
            w.option('yuebao', '위어바오', 'Yu’e Bao'),
            w.option('bank', '은행카드 ••0000', 'Bank card ••0000'),
          ]),
        ]),
        w.step('pin', w.text('알리페이 결제 비밀번호', 'Alipay payment password'), [w.pin(6)], {
          next: w.PAY,
        }),
      ],
    },
  },
  reports: {
    approval: {
      '*': {
        apply_num: '',
        card_code: null,
        card_name: null,
        card_number: null,
        card_quota: 0,
        card_type: null,
      },
    },
    pg_tid: { '*': '{yyyyMMddHHmmss}{digits:14}' },
  },
  notes: [{ text: 'won only by contract; it is reached through 나이스페이먼츠', known: page }],
})
