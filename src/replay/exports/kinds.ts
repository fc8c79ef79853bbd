/** Every kind of test that a scenario can be exported as. A new one is a file and a row here. */
import { go } from './go.ts'
import { jest } from './jest.ts'
import { junit } from './junit.ts'
import type { ExportKind } from './kind.ts'
import { phpunit } from './phpunit.ts'
import { playwright } from './playwright.ts'
import { pytest } from './pytest.ts'
import { rspec } from './rspec.ts'
import { vitest } from './vitest.ts'

export const EXPORT_KINDS = {
  vitest,
  jest,
  playwright,
  pytest,
  junit,
  phpunit,
  rspec,
  go,
} as const satisfies Record<string, ExportKind>
