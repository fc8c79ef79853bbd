/** How we know a fact about iamport, as a page says it beside the fact. */
import { type Bilingual, say } from '../core/bilingual.ts'
import { assumed, type Provenance } from '../core/provenance.ts'

/** Of what iamport does not have. */
export const OURS = assumed('the sandbox’s own')

export const HOW_WORDS: Readonly<Record<Provenance['how'], Bilingual>> = {
  manual: say('매뉴얼', 'manual'),
  docs: say('개발자 문서', 'vendor’s documents'),
  observed: say('관찰', 'observed'),
  assumed: say('추정', 'assumed'),
}

/** `개발자 문서: API document v1`; sources keep their own names. */
export function provenanceText({ how, source }: Provenance): Bilingual {
  if (source === OURS.source) return say('샌드박스만의 것', 'the sandbox’s own')
  const { ko, en } = HOW_WORDS[how]
  return say(`${ko}: ${source}`, `${en}: ${source}`)
}
