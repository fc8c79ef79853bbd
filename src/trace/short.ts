/** Lines and hints are for people, and what stands in them comes from shops and pages, too: what is longer than a page is cut. */
import { beginOf } from '../core/begin-of.ts'
import { type Bilingual, inEach } from '../core/bilingual.ts'

const PAGE = 4000

export function short(text: Bilingual | string): Bilingual | string {
  if (typeof text === 'string') return cut(text)
  return text.ko.length <= PAGE && text.en.length <= PAGE ? text : inEach(text, cut)
}

const cut = (text: string): string => (text.length <= PAGE ? text : `${beginOf(text, PAGE)} …`)
