/** Card data as a shop's server sends them: what can be read, what is refused at once, and what is kept of them. */

import { type Code, WINDOW_CARDS } from '../catalog/codes.ts'
import { CARD_WHY } from '../catalog/refusals/why.ts'
import { type RefusalName, refusal } from '../catalog/refusals.ts'
import { testCard } from '../catalog/test-cards.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { kstParts } from '../core/kst.ts'
import type { CardInput } from './card-fields.ts'

export interface Card {
  readonly card_number: string
  /** `52728927****2305` */
  readonly masked: string
  readonly issuer: Code
}

/** Reads card data; throws the refusal that the operation answers with, for data that no card company would take. */
export function readCard(input: CardInput, now: number, refused: RefusalName): Card {
  const no = (why: string, hint: Bilingual) => refusal(refused, { why }, hint)
  const card_number = input.card_number.replace(/[\s-]/g, '')
  if (hasNoBin(card_number)) {
    throw no(
      CARD_WHY.no_bin,
      say(
        `${card_number.slice(0, 4)}(으)로 시작하는 카드는 없습니다. 카드번호는 3, 4, 5, 6, 9 또는 2221~2720으로 시작합니다.`,
        `No card begins with ${card_number.slice(0, 4)}: cards begin with 3, 4, 5, 6, 9 or 2221 to 2720.`,
      ),
    )
  }
  if (!/^\d{14,16}$/.test(card_number)) {
    throw no(CARD_WHY.number, say('card_number는 숫자 14~16자리입니다.', 'card_number has 14 to 16 digits.'))
  }
  const expiry = /^(\d{4})-?(\d{2})$/.exec(input.expiry.trim())
  if (!expiry || Number(expiry[2]) < 1 || Number(expiry[2]) > 12) {
    throw no(
      CARD_WHY.expiry,
      say(
        `expiry는 YYYY-MM 형식이어야 합니다. (받은 값: ${input.expiry})`,
        `expiry is YYYY-MM, not ${input.expiry}.`,
      ),
    )
  }
  const { yyyy, MM } = kstParts(now)
  if (`${expiry[1]}${expiry[2]}` < `${yyyy}${MM}`) {
    throw no(
      CARD_WHY.expiry,
      say(
        `유효기간이 지난 카드입니다. (유효기간 ${input.expiry}, 현재 ${yyyy}-${MM})`,
        `The card expired in ${input.expiry}; it is ${yyyy}-${MM}.`,
      ),
    )
  }
  if (input.birth && !/^(\d{6}|\d{10})$/.test(input.birth.replace(/-/g, ''))) {
    throw no(
      CARD_WHY.birth,
      say(
        'birth는 생년월일 6자리 또는 사업자등록번호 10자리입니다.',
        'birth has 6 digits, or the 10 of a company.',
      ),
    )
  }
  if (input.pwd_2digit && !/^\d{2}$/.test(input.pwd_2digit)) {
    throw no(
      CARD_WHY.password,
      say('pwd_2digit은 카드 비밀번호 앞 두 자리입니다.', 'pwd_2digit has 2 digits.'),
    )
  }
  const test = testCard(card_number)
  if (test?.what === 'refused')
    throw no(
      test.text,
      say(
        '샌드박스에서 항상 거절되는 테스트 카드입니다.',
        'A test card of the sandbox that is always refused.',
      ),
    )
  return { card_number, masked: maskNumber(card_number), issuer: issuerOf(card_number) }
}

/**
 * Whether nobody issues cards with these first digits (ISO/IEC 7812): 3 to 6 are those of card companies, 9 those of Korean
 * ones, and Mastercard has a part of 2. Check digits are not looked at, as the service does not.
 */
function hasNoBin(card_number: string): boolean {
  if (!/^\d{4}/.test(card_number)) return false
  const first = Number(card_number.slice(0, 4))
  return /^[0178]/.test(card_number) || (card_number.startsWith('2') && (first < 2221 || first > 2720))
}

/** `52728927****2305`: the first eight digits and the last four (observed in answers for nice). */
export function maskNumber(card_number: string): string {
  return `${card_number.slice(0, 8)}${'*'.repeat(card_number.length - 12)}${card_number.slice(-4)}`
}

/** Which company issued a card is in no source that may ship: the digits choose one of the domestic ones, always the same. */
function issuerOf(card_number: string): Code {
  let sum = 0
  for (const digit of card_number.slice(0, 6)) sum += Number(digit)
  return WINDOW_CARDS[sum % WINDOW_CARDS.length]!
}
