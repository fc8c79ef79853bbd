/** A tool as an agent sees it, and what happens when it is called. */
import type { Lang } from '../core/bilingual.ts'

export type Json = Record<string, unknown>

export interface Tool {
  readonly name: string
  readonly description: string
  readonly inputSchema: Json
  readonly annotations: {
    readonly readOnlyHint: boolean
    readonly destructiveHint: boolean
    /** Whether it reaches beyond the sandbox. */
    readonly openWorldHint: boolean
  }
  /** Answers a text. Throws a `ToolError` for what the caller can mend. */
  call(args: Json, context: Context): Promise<string>
}

/** What a call is given besides its arguments. */
export interface Context {
  readonly ask: Ask
  /** The language of texts, unless the call says another. */
  readonly lang: Lang
  /** Told while something takes long: how much of how much. */
  readonly progress: (done: number, total: number, text: string) => void
}

export interface Question {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly lang?: Lang
}

/** Asks the control API of the sandbox that this session uses. `T` is believed, as the row of this path promises it. */
export type Ask = <T = unknown>(question: Question) => Promise<T>

export class ToolError extends Error {
  override readonly name = 'ToolError'
}
