/** The calls of a world file: made as a shop's server would have made them, through the same rows. */
import { Refusal } from '../catalog/refusals.ts'
import { both, inLang, say } from '../core/bilingual.ts'
import { callOperation, operationNamed } from '../core/call.ts'
import { CallerError } from '../core/caller-error.ts'
import type { Operation } from '../core/operation.ts'
import { WorldError } from './read.ts'
import type { WorldCall } from './schema.ts'

/** Throws a `WorldError` that names the call which cannot be made. */
export function makeCalls(
  calls: readonly WorldCall[],
  operations: readonly Operation[],
  merchant: number,
): void {
  for (const [n, { operation, ...given }] of calls.entries()) {
    const row = operationNamed(operations, operation)
    if (!row)
      throw new WorldError(
        say(
          `calls[${n}].operation: ${operation}라는 API는 없습니다.`,
          `calls[${n}].operation: there is no API ${operation}.`,
        ),
      )
    orWrong(`calls[${n}] ${operation}`, () =>
      callOperation(row, given, { merchant, user_agent: 'world file' }),
    )
  }
}

/** What the sandbox refuses of a file is the file's mistake, said with the place in it. */
export function orWrong<T>(place: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal || error instanceof CallerError)
      throw new WorldError(
        both((lang) => `${place}: ${error instanceof Refusal ? error.message : inLang(error.said, lang)}`),
      )
    throw error
  }
}
