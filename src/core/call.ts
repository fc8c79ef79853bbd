/** Calling an operation row without HTTP: its parameters are read by its own schemas, as a request's would be. */
import { CallerError } from './caller-error.ts'
import type { Caller, Input, Operation } from './operation.ts'
import { type Problem, problemText, read } from './schema.ts'

/** What is handed to a row, raw. */
export interface Given {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
}

/** Answers what the row's handler answers. A parameter that is wrong is thrown as `wrong` makes it. */
export function callOperation(
  row: Operation,
  given: Given,
  caller: Caller,
  wrong: (problem: Problem) => Error = parameterWrong,
): unknown {
  const part = (name: keyof Given): unknown => {
    const schema = row[name]
    if (!schema) return {}
    const result = read(schema, given[name] ?? {})
    if ('value' in result) return result.value
    throw wrong(result.problem)
  }
  const input = { params: part('params'), query: part('query'), body: part('body'), ...caller }
  // Each part was read by the row's own schema: what the handler takes is what they made.
  return row.handle(input as Input<never, never, never>)
}

/** The row of this name, e.g. `POST /subscribe/payments/schedule`; undefined when there is none. */
export function operationNamed(rows: readonly Operation[], name: string): Operation | undefined {
  return rows.find(({ method, path }) => `${method} ${path}` === name)
}

function parameterWrong(problem: Problem): CallerError {
  return new CallerError(400, `parameter_${problem.kind}`, problemText(problem))
}
