/** What could have been meant by a word that nothing goes by: the nearest one, and all that there are, where they are few. */
import { type Bilingual, say } from './bilingual.ts'
import { nearest } from './nearest.ts'

/** The end of a sentence that names the word: `; did you mean 'by'? (known: mode, to, by)`. Empty where nothing helps. */
export function knownWords(word: string, words: readonly string[]): Bilingual {
  const near = nearest(word, words)
  const are_few = words.length > 0 && words.length <= 24
  const all = words.join(', ')
  return say(
    `${near === null ? '' : `; '${near}'인가요?`}${are_few ? ` (쓸 수 있는 항목: ${all})` : ''}`,
    `${near === null ? '' : `; did you mean '${near}'?`}${are_few ? ` (known: ${all})` : ''}`,
  )
}
