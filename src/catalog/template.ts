/** Fills the shapes that PG files give for ids: `{mid}`, `{yyyyMMddHHmmss}`, `{yyyyMMdd}`, `{yyMMddHHmmss}`, `{digits:6}`, `{uuid}`. */
import type { Dice } from '../core/ids.ts'
import { kstParts } from '../core/kst.ts'

export interface TemplateFacts {
  readonly mid: string
  readonly now: number
  readonly dice: Dice
  /** Where the digits are drawn, e.g. `['pg_tid', imp_uid]`. */
  readonly address: readonly (string | number)[]
}

/** `fill('Stdpay{mid}{digits:6}', facts)`. Throws for a word that it does not know, which is a mistake in a PG file. */
export function fill(template: string, facts: TemplateFacts): string {
  return template.replace(/\{(\w+)(?::(\d+))?\}/g, (_all, word: string, length: string | undefined) => {
    if (word === 'mid') return facts.mid
    if (word === 'digits') return facts.dice.digits(Number(length), ...facts.address)
    if (word === 'uuid') return facts.dice.uuid(...facts.address)
    const { yyyy, MM, dd, HH, mm, ss } = kstParts(facts.now)
    if (word === 'yyyyMMddHHmmss') return `${yyyy}${MM}${dd}${HH}${mm}${ss}`
    if (word === 'yyyyMMdd') return `${yyyy}${MM}${dd}`
    if (word === 'yyMMddHHmmss') return `${yyyy.slice(2)}${MM}${dd}${HH}${mm}${ss}`
    throw new Error(`unknown word {${word}} in a template`)
  })
}
