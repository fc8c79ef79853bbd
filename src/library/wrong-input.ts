/** What a caller of the library gave wrongly is a SandboxError: what was wrong, and what is allowed. */
import type { z } from 'zod'
import { CallerError } from '../core/caller-error.ts'
import { DatabaseError } from '../core/database-error.ts'
import { read } from '../core/schema.ts'
import { WaitError } from '../parts/wait.ts'
import { SettingError } from '../settings.ts'
import { readWorld, readWorldFile } from '../world/read.ts'
import type { World, WorldFile } from '../world/schema.ts'
import { SandboxError } from './sandbox-api.ts'

/** Reads what was given to a member, by the schema of that member. */
export function readGiven<T>(member: string, schema: z.ZodType<T>, given: unknown): T {
  const result = read(schema, given)
  if ('value' in result) return result.value
  throw new SandboxError(`${member}: ${result.problem.parameter} must be ${result.problem.allowed}.`)
}

/** A world by its file, or as an object. */
export function worldOf(given: string | WorldFile): World {
  return ours(() => (typeof given === 'string' ? readWorldFile(given) : readWorld(given)))
}

/** Errors of settings, worlds and acts go out under our own name; a promise that is rejected so, too. */
export function ours<T>(work: () => T): T {
  try {
    const result = work()
    if (result instanceof Promise) return result.catch(fail) as T
    return result
  } catch (error) {
    return fail(error)
  }
}

function fail(error: unknown): never {
  const is_callers =
    error instanceof SettingError ||
    error instanceof CallerError ||
    error instanceof WaitError ||
    error instanceof DatabaseError
  throw is_callers ? new SandboxError(error.message) : error
}
