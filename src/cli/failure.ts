/** What the command line cannot do: one sentence on stderr, and an exit code. */

/** 2: used wrongly; 1: cannot be done; 126 and 127 as shells say it of a command that cannot be run, or is not there. */
export type ExitCode = 1 | 2 | 126 | 127

export class Failure extends Error {
  constructor(
    message: string,
    readonly exit_code: ExitCode = 1,
  ) {
    super(message)
  }
}
