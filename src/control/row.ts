/** What all rows of the control API have in common. */
import { z } from 'zod'
import type { Operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'

const known = assumed('the sandbox’s own control API')

/** The first half of a row. Rows are grouped by the first word of their path unless `tag` says otherwise. */
export function row(method: Operation['method'], path: string, summary: string, tag = path.split('/')[1]!) {
  return { method, path, summary, tag, token: false, known }
}

export const ById = z.object({ id: z.int() })
export const ByName = z.object({ id: z.string() })
export const ByImpUid = z.object({ imp_uid: z.string() })
export const Paging = z.object({
  limit: z.int().min(1).max(1000).default(100),
  page: z.int().min(1).default(1),
})
export type Paging = z.infer<typeof Paging>

/** A whole list. */
export function listOf<T>(list: readonly T[]) {
  return { list: [...list], total: list.length }
}

/** One page of a list that is in memory. */
export function pageOf<T>(all: readonly T[], { limit, page }: Paging) {
  return { list: all.slice((page - 1) * limit, page * limit), total: all.length }
}
