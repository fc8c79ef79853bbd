/** `stop`: ends the sandbox of this folder, as Ctrl-C would. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Command } from 'commander'
import { stopwatch } from '../core/clock.ts'
import { withoutSlashes } from '../core/slashes.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { say, sayJson } from './print.ts'
import { allRunning, type Entry, isAlive, isRunning } from './running.ts'

interface StopOptions {
  readonly url?: string
  readonly all?: boolean
  readonly json?: boolean
}

export function defineStop(program: Command): void {
  program
    .command('stop')
    .description(t('이 폴더에서 띄운 샌드박스를 끝냅니다', 'ends the sandbox of this folder'))
    .addOption(
      program.createOption('--url <url>', t('이 주소의 것만', 'the one at this address')).conflicts('all'),
    )
    .option('--all', t('이 폴더에서 띄운 것 모두', 'all of this folder'))
    .option('--json', t('결과를 JSON으로 출력합니다', 'prints the result as JSON'))
    .action(stop)
}

async function stop({ url, all, json }: StopOptions): Promise<void> {
  const alive: Entry[] = []
  for (const entry of allRunning()) if (await isRunning(entry.running)) alive.push(entry)
  const wanted =
    url === undefined ? alive : alive.filter(({ running }) => running.url === withoutSlashes(url))
  const stopped = all ? wanted : wanted.slice(0, 1)
  if (stopped.length === 0) {
    throw new Failure(
      t('이 폴더에서 띄운 샌드박스를 찾지 못했습니다.', 'No sandbox of this folder is running.') +
        (url === undefined ? '' : ` (${url})`),
    )
  }
  for (const { running } of stopped) {
    process.kill(running.pid, 'SIGTERM')
    await ended(running.pid)
    if (!json)
      say(
        t(
          `${running.url} 샌드박스를 끝냈습니다 (pid ${running.pid}).`,
          `Ended ${running.url} (pid ${running.pid}).`,
        ),
      )
  }
  if (json) sayJson({ stopped: stopped.map(({ running: { url: at, pid } }) => ({ url: at, pid })) })
}

async function ended(pid: number): Promise<void> {
  const elapsed = stopwatch()
  while (isAlive(pid)) {
    if (elapsed() > 10_000)
      throw new Failure(
        t(`pid ${pid}이(가) 10초 안에 끝나지 않았습니다.`, `pid ${pid} did not end within 10 seconds.`),
      )
    await wait(20)
  }
}
