/** What the caller of our own APIs did wrong: `{ error: { name, message, hint } }` with a fitting status. Never iamport's envelope. */

export class CallerError extends Error {
  override readonly name: string
  constructor(
    readonly status: number,
    name: string,
    message: string,
    readonly hint: string | null = null,
  ) {
    super(message)
    this.name = name
  }
}
