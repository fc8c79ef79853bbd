/** What the caller of our own APIs did wrong: `{ error: { name, message, hint } }` with a fitting status. Never iamport's envelope. */
import { type Bilingual, BilingualError } from './bilingual.ts'

export class CallerError extends BilingualError {
  override readonly name: string
  constructor(
    readonly status: number,
    name: string,
    said: Bilingual | string,
    readonly hint: Bilingual | string | null = null,
  ) {
    super(said)
    this.name = name
  }
}
