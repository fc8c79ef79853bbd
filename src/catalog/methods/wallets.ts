/**
 * Easy pays inside hub PGs. The payment counts as card, point or trans, and `emb_pg_provider` says which easy pay it was
 * (rest-api Payment: the real wallet behind a hub PG).
 */
import { docs, type Provenance } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'
import { approveCard } from './card.ts'

const pages = docs("the vendor's PG pages")
const BOTH = { field: 'wallet_means', by: { card: 'card', money: 'point' } } as const

/** How the buyer comes to the wallet, and what it asks for at last. */
const ENDS: Readonly<Record<string, readonly [start: readonly w.Step[], last: w.Step]>> = {
  kakaopay: [[w.talkStep()], pinStep('카카오페이', 'Kakao Pay', 6)],
  naverpay: [[w.loginStep('네이버', 'Naver')], pinStep('네이버페이', 'Naver Pay', 6)],
  payco: [[w.loginStep('PAYCO', 'PAYCO')], pinStep('PAYCO 결제', 'PAYCO', 6)],
  lpay: [[w.loginStep('L.PAY', 'L.PAY')], pinStep('L.PAY', 'L.PAY', 6)],
  ssgpay: [[w.loginStep('SSGPAY', 'SSGPAY')], pinStep('SSGPAY', 'SSGPAY', 6)],
  tosspay: [
    [
      w.step('toss_ask', w.text('토스로 결제 요청', 'Ask in Toss'), [w.phoneNumber, w.birthDay], {
        notice: w.text(
          '토스 앱 알림은 발송되지 않습니다. 이 화면에서 계속 진행하세요.',
          'No notice is sent to the Toss app. Go on here.',
        ),
        next: w.text('결제 요청', 'Ask'),
      }),
    ],
    pinStep('토스', 'Toss', 5),
  ],
  applepay: [
    [],
    w.step('wallet_touch', w.text('애플페이 승인', 'Confirm with Apple Pay'), [], {
      notice: w.text(
        '측면 버튼을 두 번 눌러 Face ID로 승인했다고 가정하고 [결제하기]를 누르세요.',
        'Take it as confirmed with the side button and Face ID, and press [Pay].',
      ),
      next: w.PAY,
    }),
  ],
  samsungpay: [
    [
      w.step('samsung_ask', w.text('삼성페이 결제 요청', 'Ask Samsung Pay'), [w.phoneNumber], {
        notice: w.text(
          '휴대폰으로 알림이 가지 않습니다. 이 화면에서 계속 진행하세요.',
          'No notice is sent to the phone. Go on here.',
        ),
        next: w.text('결제 요청', 'Ask'),
      }),
    ],
    pinStep('삼성페이', 'Samsung Pay', 4),
  ],
}

export const WALLETS: readonly PayMethod[] = [
  wallet('kakaopay', '카카오페이', 'Kakao Pay', '카카오페이머니'),
  wallet('naverpay', '네이버페이', 'Naver Pay', '포인트·머니'),
  wallet('naverpay_bridge', '네이버페이', 'Naver Pay', '포인트', {
    inside: 'naverpay',
    known: docs('NHN KCP page'),
  }),
  wallet('payco', '페이코', 'PAYCO', '페이코 포인트'),
  wallet('lpay', 'L.PAY', 'L.PAY', 'L.POINT'),
  wallet('ssgpay', 'SSGPAY', 'SSGPAY', 'SSG MONEY'),
  wallet('tosspay', '토스페이', 'Toss Pay', '토스머니'),
  wallet('skpay', 'SK페이', 'SK Pay', 'SK페이머니'),
  wallet('pinpay', '핀페이', 'Pinpay', '핀페이머니'),
  wallet('linepay', '라인페이', 'LINE Pay', null, { known: docs('이지페이 page') }),
  wallet('tmoney', '티머니', 'Tmoney', '', { known: docs('갤럭시아 page') }),
  wallet('moneytree', '머니트리', 'Moneytree', '', { known: docs('갤럭시아 page') }),
  wallet('applepay', '애플페이', 'Apple Pay', null),
  wallet('samsungpay', '삼성페이', 'Samsung Pay', null),
  wallet('naverpay_card', '네이버페이 카드', 'Naver Pay (card)', null, { inside: 'naverpay' }),
  wallet('naverpay_point', '네이버페이 포인트', 'Naver Pay (points)', '', { inside: 'naverpay' }),
  wallet('tosspay_card', '토스페이 카드', 'Toss Pay (card)', null, { inside: 'tosspay' }),
  wallet('tosspay_money', '토스페이 머니', 'Toss Pay (money)', '', { inside: 'tosspay' }),
  {
    code: 'ssgpay_bank',
    name: w.text('SSGPAY 계좌', 'SSGPAY (account)'),
    known: docs('나이스페이먼츠 신모듈 page, caution: recorded as trans'),
    settles: 'now',
    wallet: 'ssgpay',
    pays_as: 'trans',
    steps: [
      w.loginStep('SSGPAY', 'SSGPAY'),
      w.step('wallet_account', w.text('등록된 계좌 선택', 'Choose a registered account'), [
        w.bankChoice('bank_code'),
      ]),
      pinStep('SSGPAY', 'SSGPAY', 6),
    ],
    approve: () => ({ apply_num: '' }),
  },
  {
    ...wallet('toss_brandpay', '브랜드페이', 'Brandpay', null, { known: docs('브랜드페이 page') }),
    pays_as: 'toss_brandpay',
  },
]

/** `money`: what the wallet calls its own money. Null: it only has cards. Empty: it only has money. */
function wallet(
  code: string,
  ko: string,
  en: string,
  money: string | null,
  { inside = code, known = pages }: { inside?: string; known?: Provenance } = {},
): PayMethod {
  const means = w.choice('wallet_means', w.text('결제수단', 'Means'), [
    w.option('card', '카드', 'Card'),
    w.option('money', money ?? '', `${en} money`),
  ])
  const cards = w.step(
    'wallet_card',
    w.text('등록된 카드 선택', 'Choose a registered card'),
    [w.cardChoice, w.quotaChoice],
    money ? w.whenChosen('wallet_means', 'card') : {},
  )
  const [start, last] = ENDS[inside] ?? [[], pinStep(ko, en, 6)]
  return {
    code,
    name: w.text(ko, en),
    known,
    settles: 'now',
    wallet: inside,
    pays_as: money === null ? 'card' : money === '' ? 'point' : BOTH,
    steps: [
      ...start,
      ...(money ? [w.step('wallet', w.text(`${ko}로 결제`, `Pay with ${en}`), [means])] : []),
      ...(money === '' ? [] : [cards]),
      last,
    ],
    approve: (facts) => (money === '' ? { apply_num: '' } : approveCard(facts)),
  }
}

function pinStep(ko: string, en: string, length: number): w.Step {
  return w.step('wallet_pin', w.text(`${ko} 비밀번호`, `${en} PIN`), [w.pin(length)], { next: w.PAY })
}
