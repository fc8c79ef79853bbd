/** `settle`: does all that is due now. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { type ClockAnswer, sayClock } from './print.ts'

export function defineSettle(program: Command): void {
  const command = program
    .command('settle')
    .description('지금 할 일(웹훅 등)을 모두 끝냅니다')
    .action(async (options: RemoteOptions) => {
      sayClock(await call<ClockAnswer>(options, 'POST', '/settle'), options)
    })
  remote(command)
}
