/** The language of this command: `--lang`, or else what the environment says. One command line is read by one person. */
import { type Bilingual, inLang, type Lang, langOfEnvironment, say } from '../core/bilingual.ts'

let current: Lang | null = null

/** What a setting of `start` or `run` says; null leaves it as it is. */
export function useLang(wanted: Lang | null): void {
  current = wanted ?? current
}

export const lang = (): Lang => (current ??= langOfEnvironment(process.env))

/** One sentence, in the language of this command. */
export const t = (ko: string, en: string): string => inLang(say(ko, en), lang())

export const told = (text: Bilingual | string): string => inLang(text, lang())

/** Asked before anything is printed, help among it. A `--lang` of the command that `run` runs is not ours. */
export function readLang(words: readonly string[]): void {
  const end = words.indexOf('--')
  const own = end === -1 ? words : words.slice(0, end)
  const at = own.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const given = at === -1 ? undefined : own[at] === '--lang' ? own[at + 1] : own[at]?.slice('--lang='.length)
  current = given === 'ko' || given === 'en' ? given : null
}
