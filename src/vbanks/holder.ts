/** Whose account it is: the same name for the same account, made up; and which bank a code means. */

import { BANKS } from '../catalog/codes.ts'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import type { VbankParts } from './parts.ts'

export const holderOf =
  ({ dice }: Pick<VbankParts, 'dice'>) =>
  (bank_code: string, bank_num: string): string => {
    const code = readBank(bank_code)
    const number = bank_num.replace(/[\s-]/g, '')
    if (!/^\d{6,16}$/.test(number) || number.endsWith('0000')) {
      const hint = say(
        '계좌번호는 숫자 6~16자리입니다. 샌드박스에서 0000으로 끝나는 계좌는 없는 계좌입니다.',
        'An account has 6 to 16 digits; one that ends in 0000 is unknown here.',
      )
      throw refusal('vbank_holder_unknown', {}, hint)
    }
    const pick = (list: readonly string[], what: string) =>
      list[Number(dice.digits(6, what, code, number)) % list.length]!
    return `${pick(FAMILY_NAMES, 'family name')}${pick(GIVEN_NAMES, 'given name')}`
  }

const FAMILY_NAMES = ['김', '이', '박', '최', '정', '강', '조', '윤', '장', '임'] as const
const GIVEN_NAMES = ['민준', '서연', '지후', '하은', '도윤', '수아', '예준', '지우', '은서', '현우'] as const

/** Shops send the code of their PG: `088`, `88` (KG이니시스) and `BK88` (NHN KCP) are one bank. */
export function readBank(code: string): string {
  const digits = code.trim().replace(/^BK/i, '')
  const found = BANKS.find((bank) => bank.code === digits.padStart(3, '0'))
  if (found && /^\d{1,3}$/.test(digits)) return found.code
  throw refusal('vbank_bank_unknown', { code })
}
