/** Builds the bundle's modules once before the tests of test:dist. */
import { writeModules } from '../../build/modules.mjs'

export default async function build(): Promise<void> {
  await writeModules()
}
