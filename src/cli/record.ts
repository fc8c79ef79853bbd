/**
 * `record`: watches while somebody pays with browser, dashboard and commands, and writes what was done as a scenario file. With
 * `--imp-uid` or `--since` it looks back instead.
 */
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { createClock } from '../core/clock.ts'
import { parseDuration } from '../core/duration.ts'
import type { SandboxEvent } from '../journal.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { wantsColor } from './color.ts'
import { followEvents, MOST_EVENTS } from './events.ts'
import { writeWhole } from './export.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { eventLine } from './log.ts'
import { count, say, sayJson } from './print.ts'

interface RecordOptions extends RemoteOptions {
  readonly impUid?: string
  readonly since?: string
  readonly for?: string
  readonly until?: string
  readonly out?: string
}

interface Recorded {
  readonly name: string
  readonly yaml: string
  readonly scenario: { readonly shopper: { readonly does?: unknown[] }; readonly timeline?: unknown[] }
}

const STATUSES = ['ready', 'paid', 'failed', 'cancelled'] as const

/** After the state that was waited for, webhooks and the browser still come home: quiet for so long, and it is over. */
const QUIET_MS = 1500

export function defineRecord(program: Command): void {
  const command = program
    .command('record')
    .description(
      t(
        '한 일을 시나리오 파일로 씁니다: 브라우저, 대시보드, 명령으로 결제하는 동안 지켜봅니다',
        'writes what you do as a scenario file: watches while you pay with browser, dashboard and commands',
      ),
    )
    .option(
      '--for <duration>',
      t('얼마 동안, 예: 5m; 없으면 Ctrl-C까지', 'how long, e.g. 5m; default: until Ctrl-C'),
    )
    .addOption(
      program
        .createOption('--until <status>', t('결제가 이 상태가 될 때까지', 'until a payment is in this state'))
        .choices([...STATUSES]),
    )
    .option(
      '--since <when>',
      t(
        '지켜보지 않고, 이때부터 한 일을 씁니다, 예: 10m',
        'writes what was done since then, without watching, e.g. 10m',
      ),
    )
    .option(
      '--imp-uid <imp_uid>',
      t('지켜보지 않고, 이 결제에 한 일을 씁니다', 'writes what was done for this payment, without watching'),
    )
    .option(
      '--out <file>',
      t('쓸 파일; 없으면 recorded-….yml, -는 화면', 'file to write; default: recorded-….yml; - prints it'),
    )
    .action(record)
  remote(command)
}

async function record(options: RecordOptions): Promise<void> {
  const what = await whatToRecord(options)
  const recorded = await call<Recorded>(options, 'POST', '/scenarios/from', { body: what })
  if (options.out === '-') return void process.stdout.write(recorded.yaml)
  const file = options.out ?? freeName(recorded.name)
  writeWhole(file, recorded.yaml)
  if (options.json) return sayJson({ file, ...recorded })
  const { shopper, timeline = [] } = recorded.scenario
  const steps = (shopper.does ?? []).length + timeline.length
  say(
    t(
      `${file} 파일에 썼습니다 (${steps}단계). 다시 재생: iamport-sandbox replay ${file} --target <상점의 주소>`,
      `Written to ${file} (${count(steps, 'step')}). To play it again: iamport-sandbox replay ${file} --target <address of the shop>`,
    ),
  )
}

async function whatToRecord(options: RecordOptions): Promise<Readonly<Record<string, string>>> {
  const { impUid, since } = options
  if (impUid !== undefined && since !== undefined)
    throw new Failure(t('--imp-uid와 --since 가운데 하나만 주세요.', 'Give one of --imp-uid and --since.'), 2)
  if ((impUid ?? since) !== undefined && (options.for ?? options.until) !== undefined)
    throw new Failure(
      t(
        '--for와 --until은 앞으로 할 일을 지켜볼 때 씁니다; --imp-uid나 --since와 함께 쓸 수 없습니다.',
        '--for and --until are for watching what comes; they do not go with --imp-uid or --since.',
      ),
      2,
    )
  if (impUid !== undefined) return { imp_uid: impUid }
  if (since !== undefined) return { since: readSince(since) }
  const began = String(createClock().wall_ms())
  await watch(options)
  return { since: began }
}

/** `10m` ago, or a moment as the control API reads it. */
function readSince(text: string): string {
  const seconds = parseDuration(text)
  return seconds === null ? text : String(createClock().wall_ms() - seconds * 1000)
}

/** Until Ctrl-C, until the time is over, or until a payment is in the state that was asked for. */
async function watch(options: RecordOptions): Promise<void> {
  const for_ms = options.for === undefined ? null : readFor(options.for)
  const { list } = await call<{ list: SandboxEvent[] }>(options, 'GET', '/events', {
    query: { limit: MOST_EVENTS },
  })
  const end = new AbortController()
  const stop = () => end.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const timer = for_ms === null ? undefined : setTimeout(stop, for_ms)
  let quiet: NodeJS.Timeout | undefined
  let is_there = false
  const out = besides(options)
  const tell = (text: string) => void out.write(`${text}\n`)
  tell(
    for_ms === null && options.until === undefined
      ? t(
          '기록합니다. 결제해 보고, 끝나면 Ctrl-C를 누르세요.',
          'Recording. Pay, and press Ctrl-C when you are done.',
        )
      : t('기록합니다. 결제해 보세요.', 'Recording. Go and pay.'),
  )
  try {
    await followEvents(
      options,
      list.at(-1)?.id ?? 0,
      (event) => {
        tell(eventLine(event, wantsColor(out)))
        is_there ||= options.until !== undefined && event.detail.status === options.until
        if (!is_there) return
        clearTimeout(quiet)
        quiet = setTimeout(stop, QUIET_MS)
      },
      end.signal,
    )
  } finally {
    clearTimeout(timer)
    clearTimeout(quiet)
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}

function readFor(text: string): number {
  const seconds = parseDuration(text)
  if (seconds !== null && seconds > 0) return seconds * 1000
  throw new Failure(
    t(`--for에는 5m, 30s 같은 시간을 주세요: ${text}`, `--for takes a time such as 5m or 30s: ${text}`),
    2,
  )
}

/** A recording of before stays as it is. */
function freeName(name: string): string {
  for (let n = 1; ; n++) {
    const file = `${name}${n === 1 ? '' : `-${n}`}.yml`
    if (!existsSync(file)) return file
  }
}

/** What is written to stdout must be the file alone, or JSON alone. */
const besides = ({ json, out }: RecordOptions): NodeJS.WriteStream =>
  json || out === '-' ? process.stderr : process.stdout
