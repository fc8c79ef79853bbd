/** The options of `run`, besides the settings. */

export interface RunOptions {
  /** Where a failed run leaves its report; a folder of its own for each run where nothing is said. */
  readonly reportDir: string
  /** An address that must answer before the command begins. */
  readonly waitFor?: string
  readonly waitSeconds?: string
  readonly capture: boolean
  readonly print?: boolean
  readonly offline?: boolean
  readonly allow?: readonly string[]
  readonly appPort?: number
  readonly webhookPath?: string
}
