/**
 * Easy pays inside hub PGs. The payment counts as card or point, and `emb_pg_provider` says which easy pay it was
 * (rest-api Payment: the real wallet behind a hub PG).
 */
import { docs, type Provenance } from '../../core/provenance.ts'
import { cardChoice, choice, option, PAY, pin, quotaChoice, step } from '../fields.ts'
import type { PayMethod } from '../method.ts'
import { type Step, text } from '../steps.ts'
import { approveCard } from './card.ts'

const pages = docs("the vendor's PG pages")
const BOTH = { field: 'wallet_means', by: { card: 'card', money: 'point' } } as const

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
  wallet('applepay', '애플페이', 'Apple Pay', null),
  wallet('samsungpay', '삼성페이', 'Samsung Pay', null),
  wallet('naverpay_card', '네이버페이 카드', 'Naver Pay (card)', null, { inside: 'naverpay' }),
  wallet('naverpay_point', '네이버페이 포인트', 'Naver Pay (points)', '', { inside: 'naverpay' }),
  wallet('tosspay_card', '토스페이 카드', 'Toss Pay (card)', null, { inside: 'tosspay' }),
  wallet('tosspay_money', '토스페이 머니', 'Toss Pay (money)', '', { inside: 'tosspay' }),
  wallet('ssgpay_bank', 'SSGPAY 계좌', 'SSGPAY (account)', '', { inside: 'ssgpay' }),
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
  const means = choice('wallet_means', text('결제수단', 'Means'), [
    option('card', '카드', 'Card'),
    option('money', money ?? '', `${en} money`),
  ])
  const cards: Step = step(
    'wallet_card',
    text('등록된 카드 선택', 'Choose a registered card'),
    [cardChoice, quotaChoice],
    {
      ...(money && { when: { field: 'wallet_means', is: ['card'] } }),
    },
  )
  return {
    code,
    name: text(ko, en),
    known,
    settles: 'now',
    wallet: inside,
    pays_as: money === null ? 'card' : money === '' ? 'point' : BOTH,
    steps: [
      ...(money ? [step('wallet', text(`${ko}로 결제`, `Pay with ${en}`), [means])] : []),
      ...(money === '' ? [] : [cards]),
      step('wallet_pin', text(`${ko} 비밀번호`, `${en} PIN`), [pin(6)], { next: PAY }),
    ],
    approve: (facts) => (money === '' ? { apply_num: '' } : approveCard(facts)),
  }
}
