/** Banks and card companies by their standard codes (fixtures/banks.json, fixtures/cards.json). */
import { codeTable } from '../core/package.ts'

export interface Code {
  readonly code: string
  readonly name: string
}

/** Every bank that `GET /banks` lists, by its three-digit code. */
export const BANKS: readonly Code[] = codeTable('banks.json')
/** Every card company that `GET /cards` lists, by its 금융결제원 code. */
export const CARDS: readonly Code[] = codeTable('cards.json')

/** The card companies that a payment window offers: the domestic issuers. */
export const WINDOW_CARDS: readonly Code[] = [
  '366',
  '381',
  '367',
  '365',
  '368',
  '361',
  '371',
  '374',
  '041',
  '090',
].map(card)
/** The banks that a payment window offers for transfers and virtual accounts. */
export const WINDOW_BANKS: readonly Code[] = ['004', '088', '020', '081', '011', '003', '090', '071'].map(
  bank,
)

/** A bank by its code; throws for a code that is not in the table, which is a mistake in the catalogue. */
export function bank(code: string): Code {
  return lookUp(BANKS, code)
}

/** A card company by its code; throws for a code that is not in the table. */
export function card(code: string): Code {
  return lookUp(CARDS, code)
}

function lookUp(table: readonly Code[], code: string): Code {
  const found = table.find((row) => row.code === code)
  if (!found) throw new Error(`no code ${code} in the table`)
  return found
}
