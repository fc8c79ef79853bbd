/** `logs`: what happened in the running sandbox, and with `-f` what happens from now on. */
import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { begin } from '../core/send.ts'
import type { SandboxEvent } from '../journal.ts'
import { call, locate, type RemoteOptions, remote } from './client.ts'
import { wantsColor } from './color.ts'
import { lang, t } from './lang.ts'
import { eventLine } from './log.ts'
import { say } from './print.ts'
import { readWhole } from './read-number.ts'

interface LogsOptions extends RemoteOptions {
  readonly follow?: boolean
  readonly lines: string
}

/** What the control API gives at most. */
const SHOWN = '1000'

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
  const query = { limit: SHOWN }
  const { list } = await call<{ list: SandboxEvent[] }>(options, 'GET', '/events', { query })
  for (const event of wanted === 0 ? [] : list.slice(-wanted)) print(event)
  if (options.follow) await follow(options, list.at(-1)?.id ?? 0, print)
}

/** Until the sandbox ends, or the reader does. */
async function follow(
  options: LogsOptions,
  last: number,
  print: (event: SandboxEvent) => void,
): Promise<void> {
  const { url, token } = locate(options.url, options.token)
  const headers = {
    accept: 'text/event-stream',
    'accept-language': lang(),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  const stream = await begin(new URL(`${url}/_sandbox/events`), 'GET', headers)
  // What happened between the list and the stream has a number in between.
  const { list } = await call<{ list: SandboxEvent[] }>(options, 'GET', '/events', {
    query: { after: String(last), limit: SHOWN },
  })
  let seen = last
  const once = (event: SandboxEvent) => {
    if (event.id > seen) print(event)
    seen = Math.max(seen, event.id)
  }
  for (const event of list) once(event)
  process.stdout.on('error', () => stream.destroy())
  try {
    for await (const line of createInterface({ input: stream })) {
      if (line.startsWith('data: {"id"')) once(JSON.parse(line.slice('data: '.length)))
    }
  } catch {
    // The sandbox has ended, and with it what there is to see.
  }
}
