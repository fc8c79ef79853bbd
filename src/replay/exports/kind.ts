/** A kind of test that a scenario can be exported as, and what a template is filled with. */

export interface Exported {
  /** Of the scenario: `plain-card-sale`. */
  readonly name: string
  /** What it is about, in one line. */
  readonly why: string
  /** What `npx` is called with, apart from `--target` and the address of the shop. */
  readonly command: readonly string[]
  /** Where the shop is unless `SHOP_URL` says otherwise. */
  readonly target: string
}

export interface ExportKind {
  readonly file: (name: string) => string
  readonly text: (exported: Exported) => string
}

/** `plain-card-sale` as `PlainCardSale`; a name of a type does not begin with a digit. */
export function pascal(name: string): string {
  const joined = name.replace(/(?:^|-)(.)/g, (_all, letter: string) => letter.toUpperCase())
  return /^\d/.test(joined) ? `Scenario${joined}` : joined
}

/** `plain-card-sale` as `plain_card_sale`. */
export const snake = (name: string): string => name.replaceAll('-', '_')

/** A text as JavaScript has it in most shops. */
export const inJs = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

/** A text between double quotes, as Python, Java and Go read it. */
export const quoted = (text: string): string => JSON.stringify(text)

export const list = (words: readonly string[], quote = quoted): string => words.map(quote).join(', ')
