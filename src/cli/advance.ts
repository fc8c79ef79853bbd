/** `advance`: walks virtual time forward, doing what falls due on the way. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { type ClockAnswer, sayClock } from './print.ts'

export function defineAdvance(program: Command): void {
  const command = program
    .command('advance')
    .description('시간을 앞으로 돌리고 그 사이의 일을 차례로 합니다')
    .argument('<duration...>', "얼마나: '3d', '2 days', '10m' 또는 초")
    .action(async (words: string[], options: RemoteOptions) => {
      sayClock(await call<ClockAnswer>(options, 'POST', '/clock', { body: { by: words.join(' ') } }), options)
    })
  remote(command)
}
