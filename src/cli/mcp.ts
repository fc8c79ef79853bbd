/** `mcp`: the control API and three questions in words, as tools for an agent (Model Context Protocol, over stdio). */
import type { Command } from 'commander'
import { ToolError } from '../mcp/tool.ts'
import { readSettings } from '../settings.ts'
import { locate as locateRunning } from './client.ts'
import { findConfig, withDotEnv } from './config.ts'
import { Failure } from './failure.ts'
import { lang, t, useLang } from './lang.ts'
import { findRunning, isAlive, removeRunning, runningFile, writeRunning } from './running.ts'

interface McpOptions {
  readonly url?: string
  readonly token?: string
  readonly start: boolean
  readonly only?: string
}

export function defineMcp(program: Command): void {
  program
    .command('mcp')
    .description(
      t(
        'AI 에이전트에게 샌드박스를 도구로 줍니다: MCP 서버 (표준 입출력)',
        'gives agents the sandbox as tools: an MCP server (stdio)',
      ),
    )
    .addOption(
      program
        .createOption(
          '--url <url>',
          t(
            '샌드박스의 주소; 없으면 이 폴더와 위 폴더에서 찾고, 그것도 없으면 직접 띄웁니다',
            'address of the sandbox; otherwise the one of this folder or one above; where there is none, it starts one',
          ),
        )
        .env('IAMPORT_SANDBOX_URL'),
    )
    .addOption(
      program
        .createOption('--token <secret>', t('샌드박스의 토큰', 'token of the sandbox'))
        .env('IAMPORT_SANDBOX_TOKEN'),
    )
    .option(
      '--only <groups>',
      t(
        '이 묶음의 도구만 (payments,webhooks,clock …); 질문 세 가지는 늘 있습니다',
        'tools of these groups alone (payments,webhooks,clock …); the three questions are always there',
      ),
    )
    .option('--no-start', t('샌드박스가 없어도 띄우지 않습니다', 'starts none where none runs'))
    .action(hold)
}

async function hold(options: McpOptions): Promise<void> {
  try {
    await holdWith(options)
  } catch (error) {
    // What cannot be used is said before the session begins.
    throw error instanceof ToolError ? new Failure(error.message, 2) : error
  }
}

async function holdWith({ url, token, start, only = '' }: McpOptions): Promise<void> {
  if (url) locate(url, token, start)
  // It is large, and other commands start without it.
  const { holdSession } = await import('../mcp/session.ts')
  const config = await findConfig()
  const settings = readSettings({}, withDotEnv(process.env), {
    ...config,
    values: { db: ':memory:', ...config.values },
  })
  useLang(settings.lang)
  let file: string | null = null
  // Whoever ends the session by a signal finds nothing left behind.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      if (file) removeRunning(file, process.pid)
      process.exit(0)
    })
  await holdSession({
    lang: lang(),
    only: only.split(',').flatMap((group) => group.trim() || []),
    find: () => locate(url, token, start),
    own: settings,
    started({ url: at, token: own, instance }) {
      note(
        t(`실행 중인 샌드박스가 없어 ${at}에 띄웠습니다.`, `No sandbox was running: started one at ${at}.`),
      )
      for (const event of instance.journal.fresh()) note(event.text)
      instance.journal.followLater((read) => note(read().text))
      file = publish({ url: at, token: own, pid: process.pid, db: settings.db })
    },
    fault: (error) => note(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  })
  if (file) removeRunning(file, process.pid)
  process.exit(0)
}

function locate(url: string | undefined, token: string | undefined, start: boolean) {
  if (url) return locateRunning(url, token)
  const found = findRunning()
  if (found && isAlive(found.running.pid))
    return { url: found.running.url, token: token ?? found.running.token }
  if (start) return null
  throw new ToolError(
    t(
      '실행 중인 샌드박스를 찾지 못했습니다; `npx iamport-sandbox`로 띄우거나 --url로 주소를 주세요.',
      'No running sandbox was found; start one with `npx iamport-sandbox`, or give its address with --url.',
    ),
  )
}

/** A folder that cannot be written does not keep the session from serving. */
function publish(running: Parameters<typeof writeRunning>[1]): string | null {
  const file = runningFile(':memory:')
  try {
    writeRunning(file, running)
    return file
  } catch {
    return null
  }
}

/** Standard output belongs to the protocol. */
function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
