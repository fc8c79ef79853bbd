/** The REST operations that there are, as `METHOD path`: what a scenario may name. */
import { createWorld } from '../sandbox.ts'
import { readSettings } from '../settings.ts'

/** Asks a world of its own, which is gone again before this returns. */
export function restOperations(): string[] {
  const world = createWorld(readSettings({ db: ':memory:' }))
  const names = world.operations.map(({ method, path }) => `${method} ${path}`)
  void world.close()
  return names
}
