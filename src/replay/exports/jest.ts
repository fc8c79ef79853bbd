/** Jest: `npx jest`. */
import { type ExportKind, inJs, list } from './kind.ts'

export const jest: ExportKind = {
  file: (name) => `${name}.test.js`,
  text: ({ name, why, command, target }) => `// ${why}
const { spawnSync } = require('node:child_process')

const shop = process.env.SHOP_URL ?? ${inJs(target)}

test(${inJs(name)}, () => {
  const replay = [${list(command, inJs)}, '--target', shop]
  const { status, stdout, stderr } = spawnSync('npx', replay, { encoding: 'utf8', shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(\`\${stdout}\${stderr}\`)
}, 120_000)
`,
}
