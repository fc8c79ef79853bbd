/**
 * What the caller of our own APIs did wrong: `{ error: { name, message, hint } }` with a fitting status. Never iamport's envelope.
 * Both languages must be given: a message in one alone is a mistake that the compiler finds.
 */
import { type Bilingual, BilingualError, inLang, type Lang, langOfHeader } from './bilingual.ts'

export class CallerError extends BilingualError {
  override readonly name: string
  constructor(
    readonly status: number,
    name: string,
    said: Bilingual,
    readonly hint: Bilingual | string | null = null,
  ) {
    super(said)
    this.name = name
  }
}

/** As it is answered: in the language that was asked for, or else in that of the sandbox. */
export function inWords(
  { status, name, said, hint }: CallerError,
  accept_language: string | undefined,
  fallback: Lang = 'ko',
) {
  const lang = langOfHeader(accept_language) ?? fallback
  return { status, name, message: inLang(said, lang), hint: hint === null ? null : inLang(hint, lang) }
}
