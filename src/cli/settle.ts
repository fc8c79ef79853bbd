/** `settle`: does all that is due now. */

import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { type ClockAnswer, sayClock } from './print.ts'

export function defineSettle(program: Command): void {
  const command = program
    .command('settle')
    .description(
      t('밀린 작업(웹훅 등)을 모두 처리합니다', 'does all work that is due now (webhooks and the rest)'),
    )
    .action(async (options: RemoteOptions) => {
      sayClock(await call<ClockAnswer>(options, 'POST', '/settle'), options)
    })
  remote(command)
}
