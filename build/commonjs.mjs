/** Doors for `require`: a few lines each, by which Node loads the one ES module that there is. */
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export function writeCommonJs(root, folder) {
  const doors = join(root, 'build/commonjs')
  for (const file of readdirSync(doors)) copyFileSync(join(doors, file), join(folder, file))
}
