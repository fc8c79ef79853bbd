/**
 * Cards and names that make a charge of the shop's server fail. All of it is the sandbox's own: iamport has no such cards.
 * Every other card number of 14 to 16 digits that has not expired is taken.
 */
import { declinesOf } from './declines.ts'
import type { Decline, Pg } from './pg.ts'

export interface TestCard {
  readonly card_number: string
  /**
   * `refused`: the card data themselves are refused, no key and no payment comes of it. `declined`: every charge fails.
   * `declined_once`: of each merchant_uid the first charge fails, so that a retry succeeds.
   */
  readonly what: 'refused' | 'declined' | 'declined_once'
  /** The text for `refused`; for the others, a word of the PG's own text that is looked for in its list. */
  readonly text: string
}

export const TEST_CARDS: readonly TestCard[] = [
  { card_number: '4000000000000002', what: 'declined', text: '한도' },
  { card_number: '4000000000009995', what: 'declined', text: '잔액' },
  { card_number: '4000000000009987', what: 'declined', text: '분실' },
  { card_number: '4000000000000341', what: 'declined_once', text: '한도' },
  { card_number: '4000000000000069', what: 'refused', text: '[F113]유효기간오류' },
  { card_number: '4000000000000127', what: 'refused', text: '[F113]거래거절 비밀번호틀림' },
  { card_number: '4000000000000119', what: 'refused', text: '[F113]거래거절 카드번호틀림' },
]

/** A buyer_name of this, or of this with `:CODE` after it, is declined, with any card. */
export const DECLINED_BUYER = '거절'

/** The test card behind a number, or behind the masked number that a billing key keeps (first 8 and last 4 digits). */
export function testCard(card_number: string): TestCard | undefined {
  return BY_ENDS.get(ends(card_number))
}

const ends = (number: string) => `${number.slice(0, 8)}${number.slice(-4)}`
const BY_ENDS = new Map(TEST_CARDS.map((card) => [ends(card.card_number), card]))

/** Why this charge is declined, in the PG's own code and words; null when it is not. */
export function declineOf(
  pg: Pg,
  pay_method: string,
  subject: { readonly card_number: string; readonly buyer_name: string | null; readonly is_first: boolean },
): Pick<Decline, 'code' | 'message'> | null {
  const list = declinesOf(pg, pay_method)
  const [name, code] = (subject.buyer_name ?? '').split(':')
  if (name === DECLINED_BUYER)
    return list.find((row) => row.code === code) ?? { ...first(list), ...own(code) }
  const card = testCard(subject.card_number)
  if (!card || card.what === 'refused' || (card.what === 'declined_once' && !subject.is_first)) return null
  return list.find(({ message }) => message.includes(card.text)) ?? first(list)
}

function first(list: readonly Decline[]): Pick<Decline, 'code' | 'message'> {
  return list[0] ?? { code: '9999', message: '승인 거절' }
}

function own(code: string | undefined) {
  return code ? { code, message: '승인 거절' } : {}
}
