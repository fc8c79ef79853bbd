/** `logs`: what happened in the running sandbox, and with `-f` what happens from now on. */
import type { Command } from 'commander'
import type { SandboxEvent } from '../journal.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { wantsColor } from './color.ts'
import { followEvents, MOST_EVENTS } from './events.ts'
import { t } from './lang.ts'
import { eventLine } from './log.ts'
import { say } from './print.ts'
import { readWhole } from './read-number.ts'

interface LogsOptions extends RemoteOptions {
  readonly follow?: boolean
  readonly lines: string
}

export function defineLogs(program: Command): void {
  const command = program
    .command('logs')
    .description(t('실행 중인 샌드박스의 기록을 봅니다', 'shows the log of the running sandbox'))
    .option('-f, --follow', t('앞으로 일어나는 일도 계속 봅니다', 'goes on with what happens from now on'))
    .option('-n, --lines <number>', t('최근 몇 줄', 'how many of the latest lines'), '50')
    .action(logs)
  remote(command)
}

async function logs(options: LogsOptions): Promise<void> {
  const wanted = readWhole(options.lines, '--lines', 0, 1000)
  const print = (event: SandboxEvent) =>
    say(options.json ? JSON.stringify(event) : eventLine(event, wantsColor(process.stdout)))
  const query = { limit: MOST_EVENTS }
  const { list } = await call<{ list: SandboxEvent[] }>(options, 'GET', '/events', { query })
  for (const event of wanted === 0 ? [] : list.slice(-wanted)) print(event)
  if (options.follow) await followEvents(options, list.at(-1)?.id ?? 0, print)
}
