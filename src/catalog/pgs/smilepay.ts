/** smilepay: 스마일페이. A cancelled window only shows an alert; the callback is not called. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { layer, leave } from '../windows.ts'

const page = docs('스마일페이 page')
const sdk = observed('SDK 1.2.0: LGCNS’s layer; a phone’s page is left unless popup: true')

export const smilepay = definePg({
  code: 'smilepay',
  name: w.text('스마일페이', 'Smile Pay'),
  known: docs('sample/smilepay'),
  sources: { test_mids: observed('public test code') },
  mids: {
    test: ['cnstest25m'],
  },
  sells: {
    pay_methods: ['card'],
  },
  order: {
    required: [needs('buyer_tel', assumed('the page names it as required; the text is ours'))],
  },
  window: {
    opens: {
      pc: [layer(sdk)],
      mobile: [
        layer(docs('sample/smilepay: callback on phones too')),
        leave(sdk, { since: '1.2.0' }),
        layer(sdk, undefined, { popup: true, since: '1.2.0' }),
        leave(page, { since: 'v1' }),
      ],
    },
    color: '#c8102e',
    accent: '#c8102e',
    layout: 'card',
    instead: {
      card: [
        w.loginStep('스마일페이', 'Smile Pay', undefined, [
          w.choice('smile_site', w.text('로그인할 계정', 'Account'), [
            w.option('gmarket', 'G마켓', 'Gmarket'),
            w.option('auction', '옥션', 'Auction'),
            w.option('g9', 'G9', 'G9'),
          ]),
        ]),
        w.step('card', w.text('스마일페이 카드 선택', 'Your cards'), [
          w.cardChoice,
          w.quotaChoice,
          w.agreement(
            'terms_smile',
            '[필수] 주문 내용을 확인하였으며 정보 제공에 동의합니다',
            'I have read my order, and agree',
          ),
        ]),
        w.step('pin', w.text('스마일페이 결제 비밀번호', 'Smile Pay PIN'), [w.pin(6)], { next: w.PAY }),
      ],
    },
  },
  home: {
    app: 'smilepayapp',
  },
  refusals: {
    cancelled: { message: '사용자가 결제를 취소하였습니다.', known: observed('SDK 1.2.0, the alert') },
  },
  quirks: {
    silent_cancel: observed('SDK 1.2.0: an alert, and no callback'),
  },
  notes: [
    { text: 'app_scheme must be registered with it beforehand', known: docs('sample/smilepay') },
    {
      text: 'in an iOS WebView its cookies need the baseUrl https://www.mysmilepay.com',
      known: docs('the React Native wrapper'),
    },
  ],
})
