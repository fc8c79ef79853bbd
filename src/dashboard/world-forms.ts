/** The whole world of a sandbox on the settings page: exported, imported, kept under a name, brought back, started over. */
import { say } from '../core/bilingual.ts'
import { josa } from '../core/josa.ts'
import { parseWorld, WorldError } from '../world/read.ts'
import { asTyped, FormProblem } from './forms.ts'
import type { File, Form } from './page.ts'

export const WORLD_FILES: readonly File[] = [
  {
    path: '/settings/world.json',
    send(parts, _asked, res) {
      res.attachment('iamport-sandbox-world.json').type('json')
      res.send(`${JSON.stringify(parts.exportWorld(), null, 2)}\n`)
    },
  },
]

export function worldForms(): Form[] {
  return [
    {
      name: 'world-import',
      path: '/settings/world',
      says: { imported: say('이 상태로 새로 시작했습니다.', 'Started over with this world.') },
      async act({ reset }, { req }) {
        const { world: text = '' } = asTyped(req.body)
        if (text.trim() === '')
          throw new FormProblem(
            422,
            say('초기 상태 파일을 붙여 넣거나 고르세요.', 'Paste a world file, or choose one.'),
            'world',
          )
        await reset(worldOf(text))
        return { to: '/dashboard/settings' }
      },
    },
    {
      name: 'snapshot-save',
      path: '/settings/snapshots',
      says: { snapshot_saved: say('지금 상태를 보관했습니다.', 'The present state is kept.') },
      async act({ snapshots }, { fields: { id = '' } }) {
        if (id === '' || id.length > 100)
          throw new FormProblem(
            422,
            say('1자에서 100자까지의 이름을 주세요.', 'Give it a name of 1 to 100 characters.'),
            'id',
          )
        await snapshots.save(id)
      },
    },
    {
      name: 'snapshot-restore',
      path: '/settings/snapshots/restore',
      says: { snapshot_restored: say('보관한 상태로 돌아갔습니다.', 'The kept state is back.') },
      async act({ snapshots }, { fields: { id = '' } }) {
        if (!(await snapshots.restore(id))) throw noSnapshot(id)
        return { to: '/dashboard/settings' }
      },
    },
    {
      name: 'snapshot-remove',
      path: '/settings/snapshots/remove',
      says: { snapshot_removed: say('보관한 상태를 지웠습니다.', 'The kept state is gone.') },
      act({ snapshots }, { fields: { id = '' } }) {
        if (!snapshots.remove(id)) throw noSnapshot(id)
      },
    },
    {
      name: 'reset',
      path: '/settings/reset',
      says: { reset: say('샌드박스를 초기화했습니다.', 'The sandbox was reset.') },
      async act({ reset }, { fields: { confirm } }) {
        if (confirm === undefined)
          throw new FormProblem(
            422,
            say('초기화하려면 확인란을 선택하세요.', 'Tick the box to reset.'),
            'confirm',
          )
        await reset()
        return { to: '/dashboard/settings' }
      },
    },
  ]
}

function worldOf(text: string) {
  try {
    return parseWorld(text, 'world')
  } catch (error) {
    if (!(error instanceof WorldError)) throw error
    throw new FormProblem(
      422,
      error.said,
      'world',
      say('아무것도 바꾸지 않았습니다.', 'Nothing was changed.'),
    )
  }
}

function noSnapshot(id: string): FormProblem {
  return new FormProblem(
    404,
    say(`${id}${josa(id, '이라는', '라는')} 상태를 보관하지 않았습니다.`, `No state is kept under ${id}.`),
  )
}
