/** `advance`: walks virtual time forward, doing what falls due on the way. */

import type { Command } from 'commander'
import { parseDuration } from '../core/duration.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { type ClockAnswer, sayClock } from './print.ts'

export function defineAdvance(program: Command): void {
  const command = program
    .command('advance')
    .description(
      t(
        '시간을 앞으로 돌리고 그 사이의 일을 차례로 합니다',
        'moves the clock forward and does what falls due on the way',
      ),
    )
    .argument(
      '<duration...>',
      t("얼마나: '3d', '2 days', '10m' 또는 초", "how far: '3d', '2 days', '10m' or seconds"),
    )
    .action(async (words: string[], options: RemoteOptions) => {
      const by = words.join(' ')
      if (parseDuration(by) === null) {
        throw new Failure(
          t(
            `얼마나 앞당길지 '3d', '2 days', '10m' 또는 초로 주세요: ${by}`,
            `advance takes a duration such as '3d', '2 days', '10m' or seconds, not ${by}`,
          ),
          2,
        )
      }
      sayClock(await call<ClockAnswer>(options, 'POST', '/clock', { body: { by } }), options)
    })
  remote(command)
}
