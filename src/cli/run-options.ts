/** The options of `run`, besides the settings. */

export interface RunOptions {
  readonly reportDir: string
  readonly capture: boolean
  readonly print?: boolean
  readonly offline?: boolean
  readonly allow?: readonly string[]
  readonly appPort?: number
  readonly webhookPath?: string
}
