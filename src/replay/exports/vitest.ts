/** Vitest: `npx vitest run`. */
import { type ExportKind, inJs, list } from './kind.ts'

export const vitest: ExportKind = {
  file: (name) => `${name}.test.ts`,
  text: ({ name, why, command, target }) => `// ${why}
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const shop = process.env.SHOP_URL ?? ${inJs(target)}

test(${inJs(name)}, { timeout: 120_000 }, () => {
  const replay = [${list(command, inJs)}, '--target', shop]
  const { status, stdout, stderr } = spawnSync('npx', replay, { encoding: 'utf8', shell: process.platform === 'win32' })
  expect(status, \`\${stdout}\${stderr}\`).toBe(0)
})
`,
}
