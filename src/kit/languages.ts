/** The languages that payment windows speak, and how a text is said in them. */
import type { Language, Text } from './steps.ts'
import { TRANSLATIONS } from './translations.ts'

/** Codes of countries, which PayPal and Eximbay take for languages (manual 2.1.1 language). */
const COUNTRIES: Readonly<Record<string, Language>> = {
  ...{ kr: 'ko', jp: 'ja', cn: 'zh', c2: 'zh', hk: 'zh', tw: 'zh' },
  ...{ be: 'fr', lu: 'fr', mc: 'fr', at: 'de', ch: 'de', li: 'de' },
  ...{ mx: 'es', ar: 'es', cl: 'es', co: 'es', pe: 'es' },
}

const LANGUAGES: readonly string[] = ['ko', 'en', 'ja', 'zh', 'fr', 'de', 'es'] satisfies Language[]

/** The language that an order's `language` means: `fr`, `FR`, `fr_CA` or a country's code. Null: none of ours. */
export function languageCalled(code: string): Language | null {
  const first = code.toLowerCase().split(/[-_]/)[0] ?? ''
  return COUNTRIES[first] ?? (LANGUAGES.includes(first) ? (first as Language) : null)
}

/** A text in a language; in English where nobody has put it into words. */
export function say(text: Text, language: Language): string {
  const { ko, en, of } = text
  if (language === 'ko') return ko
  const own = language === 'ja' ? text.ja : undefined
  const words = own ?? (language === 'en' ? en : (TRANSLATIONS[en]?.[language] ?? en))
  return of ? words.replaceAll('{}', say(of, language)) : words
}
