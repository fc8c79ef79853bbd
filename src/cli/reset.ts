/** `reset`: starts over, with the same seed. */

import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { say, sayJson } from './print.ts'

export function defineReset(program: Command): void {
  const command = program
    .command('reset')
    .description(
      t('결제와 웹훅을 모두 지우고 처음 상태로 되돌립니다', 'removes payments and webhooks and starts over'),
    )
    .option(
      '--world <file>',
      t('처음 상태 대신 이 초기 상태 파일에서 시작합니다', 'starts with this world file instead'),
    )
    .action(async ({ world, ...options }: RemoteOptions & { world?: string }) => {
      const answer = await call(
        options,
        'POST',
        '/reset',
        world === undefined ? {} : { body: await readWorld(world) },
      )
      if (options.json) return sayJson(answer)
      if (world !== undefined)
        return say(t(`${world} 파일의 상태에서 다시 시작합니다.`, `Started over with ${world}.`))
      say(
        t(
          '처음 상태로 되돌렸습니다: 결제와 웹훅을 지웠고, 설정과 시계는 시작할 때와 같으며, seed는 그대로입니다.',
          'Started over: no payments, no webhooks, settings and clock as at the start, the same seed.',
        ),
      )
    })
  remote(command)
}

/** Checked here, where the file is, so that what is wrong is told by its lines. */
async function readWorld(file: string): Promise<unknown> {
  const { readWorldFile } = await import('../world/read.ts')
  return readWorldFile(file)
}
