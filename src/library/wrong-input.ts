/** What a caller of the library gave wrongly: what was wrong, and what is allowed. */
import type { z } from 'zod'
import { problemText, read } from '../core/schema.ts'
import { readWorld, readWorldFile } from '../world/read.ts'
import type { World, WorldFile } from '../world/schema.ts'
import { told } from './speaking.ts'

/** Reads what was given to a member, by the schema of that member. */
export function readGiven<T>(member: string, schema: z.ZodType<T>, given: unknown): T {
  const result = read(schema, given)
  if ('value' in result) return result.value
  const { ko, en } = problemText(result.problem)
  throw told(`${member}: ${ko}`, `${member}: ${en}`)
}

/** A world by its file, or as an object. */
export function worldOf(given: string | WorldFile): World {
  return typeof given === 'string' ? readWorldFile(given) : readWorld(given)
}
