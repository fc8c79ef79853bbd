/** The REST operations that there are, as `METHOD path`: what a scenario may name. */
import { createInstance } from '../sandbox.ts'
import { readSettings } from '../settings.ts'

/** Asks a sandbox of its own, which is gone again before this returns. */
export async function restOperations(): Promise<string[]> {
  const instance = await createInstance(readSettings({ db: ':memory:' }))
  const names = instance.operations.map(({ method, path }) => `${method} ${path}`)
  void instance.close()
  return names
}
