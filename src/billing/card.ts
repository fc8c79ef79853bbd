/** Card data as a shop's server sends them: what can be read, what is refused at once, and what is kept of them. */
import { z } from 'zod'
import { type Code, WINDOW_CARDS } from '../catalog/codes.ts'
import { type RefusalName, refusal } from '../catalog/refusals.ts'
import { testCard } from '../catalog/test-cards.ts'
import { kstParts } from '../core/kst.ts'

export const CardFields = {
  card_number: z.string().describe('dddd-dddd-dddd-dddd, dashes may be missing'),
  expiry: z.string().describe('YYYY-MM'),
  birth: z.string().optional().describe('YYMMDD, or the ten digits of a company'),
  pwd_2digit: z.string().optional().describe('the first two digits of the PIN'),
  cvc: z.string().optional(),
} as const

const CardInput = z.object(CardFields)
export type CardInput = z.infer<typeof CardInput>

export interface Card {
  readonly card_number: string
  /** `52728927****2305` */
  readonly masked: string
  readonly issuer: Code
}

/** Reads card data; throws the refusal that the operation answers with, for data that no card company would take. */
export function readCard(input: CardInput, now: number, refused: RefusalName): Card {
  const no = (why: string, hint: string) => refusal(refused, { why }, hint)
  const card_number = input.card_number.replace(/[\s-]/g, '')
  if (!/^\d{14,16}$/.test(card_number)) {
    throw no('[F113]거래거절 카드번호틀림', 'card_number has 14 to 16 digits.')
  }
  const expiry = /^(\d{4})-?(\d{2})$/.exec(input.expiry.trim())
  if (!expiry || Number(expiry[2]) < 1 || Number(expiry[2]) > 12) {
    throw no('[F113]유효기간오류', `expiry is YYYY-MM, not ${input.expiry}.`)
  }
  const { yyyy, MM } = kstParts(now)
  if (`${expiry[1]}${expiry[2]}` < `${yyyy}${MM}`) {
    throw no('[F113]유효기간오류', `The card expired in ${input.expiry}; it is ${yyyy}-${MM}.`)
  }
  if (input.birth && !/^(\d{6}|\d{10})$/.test(input.birth.replace(/-/g, ''))) {
    throw no('[F113]거래거절 주민번호틀림', 'birth has 6 digits, or the 10 of a company.')
  }
  if (input.pwd_2digit && !/^\d{2}$/.test(input.pwd_2digit)) {
    throw no('[F113]거래거절 비밀번호틀림', 'pwd_2digit has 2 digits.')
  }
  const test = testCard(card_number)
  if (test?.what === 'refused') throw no(test.text, 'A test card of the sandbox that is always refused.')
  return { card_number, masked: maskNumber(card_number), issuer: issuerOf(card_number) }
}

/** `52728927****2305`: the first eight digits and the last four (observed in answers for nice). */
export function maskNumber(card_number: string): string {
  return `${card_number.slice(0, 8)}${'*'.repeat(card_number.length - 12)}${card_number.slice(-4)}`
}

/** Which company issued a card is in no source that may ship: the digits choose one of the domestic ones, always the same. */
function issuerOf(card_number: string): Code {
  const sum = [...card_number.slice(0, 6)].reduce((total, digit) => total + Number(digit), 0)
  return WINDOW_CARDS[sum % WINDOW_CARDS.length]!
}
