/** `clean`: takes away what the sandbox has left on this machine: its CA, throw-away browser profiles, this folder's database. */

import { existsSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { count, say } from './print.ts'
import { entriesOf, FOLDER, isRunning } from './running.ts'

export function defineClean(program: Command): void {
  program
    .command('clean')
    .description(
      t(
        '이 컴퓨터에 남은 것을 지웁니다: CA, 임시 브라우저 프로필, 이 폴더의 데이터베이스',
        'removes what is left on this machine: the CA, throw-away browser profiles, this folder’s database',
      ),
    )
    .option(
      '--yes',
      t(
        '묻지 않고 지웁니다; 없으면 무엇을 지울지만 보여 줍니다',
        'removes it; without this it is only shown',
      ),
    )
    .action(async ({ yes }: { yes?: boolean }) => {
      const folder = resolve(FOLDER)
      for (const { running } of entriesOf(folder)) {
        if (!(await isRunning(running))) continue
        throw new Failure(
          t(
            `${running.url}에서 샌드박스가 실행 중입니다 (pid ${running.pid}); 끝낸 뒤에 지우세요.`,
            `A sandbox runs at ${running.url} (pid ${running.pid}); end it first.`,
          ),
        )
      }
      const { caFiles, removeCa } = await import('../capture/ca.ts')
      const { removeProfiles } = await import('../capture/browser.ts')
      const found = [caFiles().folder, folder].filter((path) => existsSync(path))
      if (!yes) {
        say(
          ...(found.length > 0
            ? [t('지울 것:', 'To be removed:'), ...found.map((path) => `  ${path}`)]
            : [t('지울 것이 없습니다.', 'There is nothing to remove.')]),
          t(
            '임시 브라우저 프로필도 지웁니다. 지우려면 --yes',
            'Throw-away browser profiles go, too. To remove: --yes',
          ),
        )
        return
      }
      removeCa()
      rmSync(folder, { recursive: true, force: true })
      const profiles = removeProfiles()
      say(
        ...found.map((path) => t(`지움 ${path}`, `removed ${path}`)),
        t(
          `지움 임시 브라우저 프로필 ${profiles.length}개`,
          `removed ${count(profiles.length, 'browser profile')}`,
        ),
      )
    })
}
