/** Texts of a page in one language: `t('결제', 'Payments')` where it is said, or `t(text)` for one that was said elsewhere. */
import { type Bilingual, inLang, type Lang } from '../core/bilingual.ts'

export interface Words {
  (ko: string, en: string): string
  (text: Bilingual | string): string
}

export function wordsIn(lang: Lang): Words {
  return (text: Bilingual | string, en?: string) => {
    if (typeof text === 'string' && en !== undefined) return lang === 'ko' ? text : en
    return inLang(text, lang)
  }
}
