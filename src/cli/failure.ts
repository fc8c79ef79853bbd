/** What the command line cannot do: one sentence on stderr, and an exit code. */

/** 2: used wrongly; 1: cannot be done. */
export type ExitCode = 1 | 2

export class Failure extends Error {
  constructor(
    message: string,
    readonly exit_code: ExitCode = 1,
  ) {
    super(message)
  }
}
