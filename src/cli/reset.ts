/** `reset`: starts over, with the same seed. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { say, sayJson } from './print.ts'

export function defineReset(program: Command): void {
  const command = program
    .command('reset')
    .description('결제와 웹훅을 모두 지우고 처음 상태로 되돌립니다')
    .action(async (options: RemoteOptions) => {
      const answer = await call(options, 'POST', '/reset')
      if (options.json) return sayJson(answer)
      say(
        '처음 상태로 되돌렸습니다: 결제와 웹훅을 지웠고, 설정과 시계는 시작할 때와 같으며, seed는 그대로입니다.',
      )
    })
  remote(command)
}
