/** Fills the shapes that PG files give for ids: `{mid}`, `{yyyyMMddHHmmss}`, `{yyyyMMdd}`, `{yyMMddHHmmss}`, `{digits:6}`, `{uuid}`. */
import type { Dice } from '../core/ids.ts'
import { kstParts } from '../core/kst.ts'
import { remembering } from '../core/remembering.ts'

export interface TemplateFacts {
  readonly mid: string
  readonly now: number
  readonly dice: Dice
  /** Where the digits are drawn, e.g. `['pg_tid', imp_uid]`. */
  readonly address: readonly (string | number)[]
}

/** `fill('Stdpay{mid}{digits:6}', facts)`. Throws for a word that it does not know, which is a mistake in a PG file. */
export function fill(template: string, facts: TemplateFacts): string {
  let text = ''
  for (const part of partsOf(template))
    text += typeof part === 'string' ? part : wordIn(part.word, part.length, facts)
  return text
}

function wordIn(word: string, length: number, facts: TemplateFacts): string {
  if (word === 'mid') return facts.mid
  if (word === 'digits') return facts.dice.digits(length, ...facts.address)
  if (word === 'uuid') return facts.dice.uuid(...facts.address)
  const { yyyy, MM, dd, HH, mm, ss } = kstParts(facts.now)
  if (word === 'yyyyMMddHHmmss') return `${yyyy}${MM}${dd}${HH}${mm}${ss}`
  if (word === 'yyyyMMdd') return `${yyyy}${MM}${dd}`
  if (word === 'yyMMddHHmmss') return `${yyyy.slice(2)}${MM}${dd}${HH}${mm}${ss}`
  throw new Error(`unknown word {${word}} in a template`)
}

type Part = string | { readonly word: string; readonly length: number }

/** Each template is taken apart once. */
const partsOf = remembering((template): readonly Part[] =>
  template.split(/(\{\w+(?::\d+)?\})/).map((part): Part => {
    const [, word, length] = /^\{(\w+)(?::(\d+))?\}$/.exec(part) ?? []
    return word === undefined ? part : { word, length: Number(length) }
  }),
)
