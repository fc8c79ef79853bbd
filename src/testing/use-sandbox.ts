/** One sandbox per test file, and each test begins with the world as `beforeAll` left it. The runner's hooks are handed in. */
import { createSandbox } from '../library/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../library/sandbox-api.ts'
import { readerOf, speaking, told } from '../library/speaking.ts'
import { enter, langIn, leave } from './current.ts'
import { describeSandbox, STORY } from './timeline.ts'

/** The options, or how to come by them when the file begins. */
export type UseOptions = SandboxOptions | (() => SandboxOptions | Promise<SandboxOptions>)

/** What a runner gives: its hooks, and how to know that the test that has just ended has failed. */
export interface Hooks<Context> {
  beforeAll(work: () => Promise<void>): void
  beforeEach(work: () => Promise<void>): void
  afterEach(work: (context: Context) => Promise<void>): void
  afterAll(work: () => Promise<void>): void
  hasFailed(context: Context): boolean
}

/** The name of the snapshot that each test begins with. */
const BEGINNING = 'iamport-sandbox: beginning of each test'

export function useSandboxWith<Context>(hooks: Hooks<Context>, given: UseOptions = {}): Sandbox {
  let sandbox: Sandbox | null = null
  let is_kept = false

  hooks.beforeAll(async () => {
    const options = typeof given === 'function' ? await given() : given
    // Each test takes back what the one before left unsent: there is nothing to tell of the last one alone.
    sandbox = await createSandbox({ leaks: 'ignore', ...options })
    enter(sandbox, readerOf(options))
  })
  // Not in beforeAll: what the file itself sets up there (settings, payments) shall be there in every test.
  hooks.beforeEach(async () => {
    if (!is_kept) await sandbox?.snapshot(BEGINNING)
    is_kept = true
  })
  hooks.afterEach(async (context) => {
    if (!sandbox) return
    const lang = langIn(sandbox)
    const story = hooks.hasFailed(context) ? describeSandbox(sandbox, lang) : ''
    if (story !== '') process.stderr.write(`\n${STORY[lang]}\n${story}\n`)
    if (is_kept) await sandbox.restore(BEGINNING)
  })
  hooks.afterAll(async () => {
    if (!sandbox) return
    leave(sandbox)
    await sandbox.close()
  })

  return standIn(() => {
    if (sandbox) return sandbox
    return speaking(langIn(), () => {
      throw told(
        'useSandbox: 샌드박스는 beforeAll에서 시작합니다; 그 뒤의 훅과 테스트에서 쓰세요.',
        'useSandbox: the sandbox starts in beforeAll; use it in hooks and tests, not before.',
      )
    })
  })
}

/** A sandbox that is not there yet: everything is asked of the real one when it is needed. */
function standIn(real: () => Sandbox): Sandbox {
  return new Proxy({} as Sandbox, {
    get: (_target, name) => Reflect.get(real(), name),
    has: (_target, name) => Reflect.has(real(), name),
  })
}
