/**
 * What people read, in two languages: Korean, and English where it is asked for. Names, codes and iamport's own texts are never
 * translated. Texts of payment windows know more languages (`kit/steps.ts`).
 */

import { isRecord } from './record.ts'

export type Lang = 'ko' | 'en'

export interface Bilingual {
  readonly ko: string
  readonly en: string
}

/** Both sentences side by side, where they are said. */
export const say = (ko: string, en: string): Bilingual => ({ ko, en })

/** A text that is put together of others, in each language. */
export const both = (make: (lang: Lang) => string): Bilingual => ({ ko: make('ko'), en: make('en') })

/** A text to which the same is done in each language. */
export const inEach = (text: Bilingual | string, change: (text: string) => string): Bilingual =>
  both((lang) => change(inLang(text, lang)))

/** A text that is only one string (a name, a code, a text of iamport) is the same in both. */
export const inLang = (text: Bilingual | string, lang: Lang): string =>
  typeof text === 'string' ? text : text[lang]

/** Whether this is such a pair, of a value that was kept as JSON. */
export const isBilingual = (value: unknown): value is Bilingual =>
  isRecord(value) && typeof value.ko === 'string' && typeof value.en === 'string'

/** Of a text that is one string (iamport's own words, a system's), both are the same. */
export const asBilingual = (text: Bilingual | string): Bilingual =>
  typeof text === 'string' ? { ko: text, en: text } : text

/**
 * What people did wrong, in the language that they will be asked in: whoever catches it says which. `message` is for those who
 * do not ask (a test runner, a stack trace): the language of the process.
 */
export class BilingualError extends Error {
  readonly said: Bilingual | string
  constructor(said: Bilingual | string) {
    super(inLang(said, langOfEnvironment(process.env)))
    this.said = said
  }
}

/**
 * The language that a browser or client asks for (`Accept-Language`), by its first choice; null where it names neither.
 * `en-US,en;q=0.9,ko;q=0.8` is English, `ko-KR` Korean, `*` and no header at all neither.
 */
export function langOfHeader(accept_language: string | undefined): Lang | null {
  const wanted = (accept_language ?? '')
    .slice(0, MAX_HEADER)
    .split(',')
    .map((part) => {
      const [name = '', ...params] = part.trim().toLowerCase().split(';')
      const q = params
        .map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1])
        .find((value) => value !== undefined)
      return { lang: name.split('-')[0], q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
    .find(({ lang }) => lang === 'ko' || lang === 'en')
  return wanted ? (wanted.lang as Lang) : null
}

const MAX_HEADER = 200

/**
 * The language of a terminal: `IAMPORT_SANDBOX_LANG`, or else Korean, unless `LC_ALL`, `LC_MESSAGES` or `LANG` name another.
 * `C` and `POSIX` name none.
 */
export function langOfEnvironment(env: Readonly<Record<string, string | undefined>>): Lang {
  const own = env.IAMPORT_SANDBOX_LANG
  if (own === 'ko' || own === 'en') return own
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale === '' || /^(c|posix)(\.|@|$)/i.test(locale) || /^ko(_|-|\.|@|$)/i.test(locale) ? 'ko' : 'en'
}
