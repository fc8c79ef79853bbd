/** `reset`: starts over, with the same seed. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { say, sayJson } from './print.ts'

export function defineReset(program: Command): void {
  const command = program
    .command('reset')
    .description('결제와 웹훅을 모두 지우고 처음 상태로 되돌립니다')
    .option('--world <file>', '처음 상태 대신 이 월드 파일의 상태에서 시작합니다')
    .action(async ({ world, ...options }: RemoteOptions & { world?: string }) => {
      const answer = await call(
        options,
        'POST',
        '/reset',
        world === undefined ? {} : { body: await readWorld(world) },
      )
      if (options.json) return sayJson(answer)
      if (world !== undefined) return say(`${world} 월드 파일의 상태에서 다시 시작합니다.`)
      say(
        '처음 상태로 되돌렸습니다: 결제와 웹훅을 지웠고, 설정과 시계는 시작할 때와 같으며, seed는 그대로입니다.',
      )
    })
  remote(command)
}

/** Checked here, where the file is, so that what is wrong is told by its lines. */
async function readWorld(file: string): Promise<unknown> {
  const { readWorldFile } = await import('../world/read.ts')
  return readWorldFile(file)
}
