/**
 * iamport-sandbox/jest: one sandbox per test file, reset between tests, with matchers for payments.
 *
 * With `require`, with ts-jest, and with `import` under `--experimental-vm-modules`.
 */
import type { Sandbox } from '../library/sandbox-api.ts'
import { told } from '../library/speaking.ts'
import { matchers, type PaymentMatchers } from './matchers.ts'
import { type UseOptions, useSandboxWith } from './use-sandbox.ts'

/** What jest puts into the global scope of a test file. */
interface JestGlobals {
  readonly expect: { extend(matchers: object): void }
  beforeAll(work: () => Promise<void>): void
  beforeEach(work: () => Promise<void>): void
  afterEach(work: () => Promise<void>): void
  afterAll(work: () => Promise<void>): void
}

declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as @types/jest has it
    interface Matchers<R, T = {}> extends PaymentMatchers<R> {}
  }
}

/** Call it at the top of a test file, or of a describe. A failing test prints its payments' timelines. */
export function useSandbox(options?: UseOptions): Sandbox {
  return useSandboxIn(globalThis, options)
}

/** @internal Of a test file whose global scope is not this module's: that is so where it was required. */
export function useSandboxIn(scope: object, options?: UseOptions): Sandbox {
  const { expect, ...hooks } = globals(scope)
  expect.extend(matchers)
  return useSandboxWith({ ...hooks, hasFailed: () => hasErrors(scope) }, options)
}

function globals(scope: Partial<JestGlobals>) {
  const { expect, beforeAll, beforeEach, afterEach, afterAll } = scope
  if (!expect || !beforeAll || !beforeEach || !afterEach || !afterAll) {
    throw told(
      'iamport-sandbox/jest는 jest 안에서 전역 변수(injectGlobals)와 함께 쓸 때만 동작합니다.',
      'iamport-sandbox/jest works inside of jest only, with its globals (injectGlobals).',
    )
  }
  return {
    expect,
    // jest takes a hook with a parameter for one that calls back when it is done.
    beforeAll: (work: () => Promise<void>) => beforeAll(() => work()),
    beforeEach: (work: () => Promise<void>) => beforeEach(() => work()),
    afterEach: (work: (context: undefined) => Promise<void>) => afterEach(() => work(undefined)),
    afterAll: (work: () => Promise<void>) => afterAll(() => work()),
  }
}

/** jest tells its hooks nothing of the test. Its runner jest-circus keeps its state in the global scope, under a symbol. */
function hasErrors(scope: object): boolean {
  const symbol = Object.getOwnPropertySymbols(scope).find(
    ({ description }) => description === 'JEST_STATE_SYMBOL',
  )
  const state: unknown = symbol && Reflect.get(scope, symbol)
  if (typeof state !== 'object' || state === null || !('currentlyRunningTest' in state)) return false
  const test = state.currentlyRunningTest
  return (
    typeof test === 'object' &&
    test !== null &&
    'errors' in test &&
    Array.isArray(test.errors) &&
    test.errors.length > 0
  )
}

export { matchers, type PaymentMatchers } from './matchers.ts'
export type { UseOptions } from './use-sandbox.ts'
