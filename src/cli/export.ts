/** `export`: the present world as a world file, for `--world` and `reset`. */

import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { say, sayJson } from './print.ts'

export function defineExport(program: Command): void {
  const command = program
    .command('export')
    .description(
      t(
        '지금 상태를 초기 상태 파일로 씁니다: 상점, 결제, 빌링키, 예약, 시계, seed',
        'writes the present state as a world file: shops, payments, billing keys, schedules, clock, seed',
      ),
    )
    .argument('[file]', t('쓸 파일; 없으면 화면에 출력합니다', 'file to write; without one it is printed'))
    .option(
      '--secrets',
      t(
        '웹훅 주소와 헤더의 비밀번호도 ***로 가리지 않고 그대로 씁니다',
        'passwords in addresses and headers of webhooks are written as they are, too, not as ***',
      ),
    )
    .action(async (file: string | undefined, options: RemoteOptions & { secrets?: boolean }) => {
      const world = await call(options, 'GET', options.secrets ? '/export?secrets=true' : '/export')
      if (file === undefined) return sayJson(world)
      writeWhole(file, `${JSON.stringify(world, null, 2)}\n`)
      if (options.json) sayJson({ file })
      else
        say(
          t(
            `${file} 파일에 썼습니다; start, run, reset의 --world로 읽습니다.`,
            `Written to ${file}; --world of start, run and reset reads it.`,
          ),
        )
    })
  remote(command)
}

/** Written beside it first and then renamed, so that nobody ever reads half of it. */
export function writeWhole(file: string, text: string): void {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}`)
  try {
    writeFileSync(beside, text)
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Failure(t(`${file} 파일을 쓸 수 없습니다 (${code}).`, `${file} cannot be written (${code}).`))
  }
}
