/** Named states, kept in memory until the sandbox ends. */
import { z } from 'zod'
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { type Operation, operation } from '../core/operation.ts'
import type { ControlParts } from './parts.ts'
import { ByName, listOf, row } from './row.ts'

export function snapshotOperations({ snapshots }: ControlParts): Operation[] {
  const noSnapshot = (id: string) => {
    const kept = snapshots.list().join(', ')
    return new CallerError(
      404,
      'snapshot_not_found',
      say(
        `${id}라는 이름으로 저장한 상태가 없습니다 (저장된 것: ${kept || '없음'}).`,
        `There is no snapshot ${id} (kept: ${kept || 'none'}).`,
      ),
    )
  }
  return [
    operation({
      ...row('GET', '/snapshots', 'The named states that were kept.'),
      returns: z.unknown(),
      handle: () => listOf(snapshots.list()),
    }),
    operation({
      ...row(
        'POST',
        '/snapshots',
        'Keeps the present state under a name, in memory, until the sandbox ends.',
      ),
      body: z.strictObject({ id: z.string().min(1).max(100).default('default') }),
      returns: z.unknown(),
      example: { body: { id: 'three-paid-orders' } },
      handle: async ({ body: { id } }) => {
        await snapshots.save(id)
        return { id }
      },
    }),
    operation({
      ...row(
        'POST',
        '/snapshots/{id}/restore',
        'Brings a kept state back: payments, webhooks, settings and clock.',
      ),
      params: ByName,
      returns: z.unknown(),
      handle: async ({ params: { id } }) => {
        if (!(await snapshots.restore(id))) throw noSnapshot(id)
        return { id }
      },
    }),
    operation({
      ...row('DELETE', '/snapshots/{id}', 'Forgets a kept state.'),
      params: ByName,
      returns: z.unknown(),
      handle: ({ params: { id } }) => {
        if (!snapshots.remove(id)) throw noSnapshot(id)
        return { id }
      },
    }),
  ]
}
