/** A number of JSON that no number can hold (`1e400`) has become an infinite one; to zod that is none. */
import type { z } from 'zod'

export const isTooLarge = ({ input }: z.core.$ZodIssue): boolean =>
  typeof input === 'number' && Math.abs(input) === Number.POSITIVE_INFINITY
