/** Errors of the control API: `{ error: { name, message, hint } }` with a fitting status. Never iamport's envelope. */

export class ControlError extends Error {
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
