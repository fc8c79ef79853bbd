/** 조사: the Korean particle that fits the word before it, e.g. 주문명은 and 화폐단위는. */

const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
const FINALS = 28

/**
 * `josa('주문명', '은', '는')` is `은`; after a word that does not end in a Korean syllable it is `은(는)`. What stands in
 * parentheses at the end is not read: `아이디 (이메일)를`.
 */
export function josa(word: string, after_final: string, after_vowel: string): string {
  const read = word.replace(/\([^()]*\)$/, '').trimEnd() || word
  const code = read.charCodeAt(read.length - 1)
  if (!(code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE)) return `${after_final}(${after_vowel})`
  return (code - FIRST_SYLLABLE) % FINALS === 0 ? after_vowel : after_final
}
