/** What `start` does: serves, says where everything is, and ends at once when it is told to. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Bilingual } from '../core/bilingual.ts'
import { DatabaseError } from '../core/database.ts'
import { type Started, startInstance } from '../sandbox.ts'
import type { Settings } from '../settings.ts'
import { wantsColor } from './color.ts'
import { type DemoShop, openDemoShop } from './demo.ts'
import { describeEnd, describeStart, shownDb } from './facts.ts'
import { Failure } from './failure.ts'
import { told as inWords, t, useLang } from './lang.ts'
import { keepHeapLean } from './lean.ts'
import { refuseListening } from './listening.ts'
import { createLog } from './log.ts'
import { openInBrowser } from './open.ts'
import { removeRunning, runningFile, writeRunning } from './running.ts'
import { createRushLines } from './rush-lines.ts'
import type { StartCapture } from './start-capture.ts'
import { createTerminal } from './terminal.ts'
import { createUnexpected, type Unexpected } from './unexpected.ts'

/** How long the end waits for calls that are being answered. */
const GRACE_MS = 300
/** How long it takes in all; what is cut off of deliveries is delivered by the next start. */
const END_MS = 1000

export async function serve(settings: Settings): Promise<void> {
  useLang(settings.lang)
  const file = runningFile(settings.db)
  const instance = await openInstance(settings)
  const unexpected = createUnexpected()
  const { url, shop, capture } = await listen(instance, unexpected)
  const db = shownDb(settings)
  const note = publish(file, { url, token: instance.token, pid: process.pid, db })
  // Heard from now on: whoever has read the ready line may send a signal at once.
  const told = toldToEnd()

  const out = process.stdout
  // Whoever only read the ready line may have closed the pipe; the sandbox goes on.
  out.on('error', () => {})
  const terminal = createTerminal(out.fd, skippedLine)
  const log = createLog(terminal, { json: settings.json, color: wantsColor(out) })
  terminal.write(settings.json ? `${JSON.stringify({ event: 'ready', url })}\n` : `ready ${url}\n`)
  log.tell(
    'start',
    ...describeStart(instance, url, { demo_url: shop?.url ?? null, note, capture: capture?.lines ?? [] }),
  )
  for (const event of instance.journal.fresh()) log.event(event)
  const lines = createRushLines(log.later, terminal.write)
  instance.journal.followLater(settings.json ? log.later : lines.later)
  const gaveUp = new Promise<'gave up'>((resolve) => {
    const tell = (text: Bilingual) => instance.journal.happened('fault', text, {}, 'error')
    unexpected.hear(tell, (why) => {
      tell(why)
      resolve('gave up')
    })
  })
  instance.ticker.live()
  // Whoever waits for the ready line reads it while the app is loaded. A fault in loading is told by the first request.
  terminal
    .flushed()
    .then(instance.loadApp)
    .then(
      () => keepHeapLean(instance.trace.watch, settings.db === ':memory:' ? 'large' : 'small'),
      () => {},
    )
  if (settings.open) openInBrowser(`${url}/dashboard`)

  const why = await Promise.race([told, instance.gone, gaveUp])
  lines.flush()
  log.tell('end', ...describeEnd(instance, why instanceof DatabaseError ? why : null))
  removeRunning(file, process.pid)
  await Promise.race([end(instance, shop, capture).then(terminal.flushed), wait(END_MS)])
  process.exit(why ? 1 : 0)
}

/** Whoever reads the terminal more slowly than things happen is told what he has not seen. */
function skippedLine(count: number): string {
  return `${t(
    `… 화면이 느려 ${count}줄을 건너뛰었습니다; GET /_sandbox/events 에서 볼 수 있습니다`,
    `… skipped ${count} lines for a slow terminal; GET /_sandbox/events has them`,
  )}\n`
}

async function openInstance(settings: Settings): Promise<Started> {
  try {
    return await startInstance(settings)
  } catch (error) {
    throw error instanceof DatabaseError ? new Failure(inWords(error.said)) : error
  }
}

/** Listens, and opens the demo shop where it was asked for. What fails here leaves nothing listening behind. */
async function listen(
  instance: Started,
  unexpected: Unexpected,
): Promise<{ url: string; shop: DemoShop | null; capture: StartCapture | null }> {
  try {
    const url = await instance.listen(unexpected.around(instance.app))
    const { demo, tls_port } = instance.settings
    const capture = tls_port === null ? null : await openTls(instance, tls_port)
    return { url, shop: demo ? await openDemoShop(instance, url) : null, capture }
  } catch (error) {
    await instance.close()
    throw refuseListening(error, instance.settings)
  }
}

/** Most sandboxes are reached by their own address: what captured names need is loaded only here. */
async function openTls(instance: Started, tls_port: number): Promise<StartCapture> {
  const { openStartCapture } = await import('./start-capture.ts')
  return openStartCapture(instance, tls_port)
}

/** A folder that cannot be written does not keep a sandbox in memory from serving; it is said, though. */
function publish(file: string, running: Parameters<typeof writeRunning>[1]): string | null {
  try {
    writeRunning(file, running)
    return null
  } catch {
    return t(
      `${file} 파일을 쓸 수 없어, 다른 명령에는 --url ${running.url} 을 주어야 합니다.`,
      `${file} cannot be written: give other commands --url ${running.url}.`,
    )
  }
}

/** The first Ctrl-C or SIGTERM; a second one kills. */
async function toldToEnd(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM'] as const
  await new Promise<void>((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
  for (const signal of signals) process.on(signal, () => process.exit(130))
}

/** Both whatever becomes of the other: the process ends after this in any case. */
async function end(instance: Started, shop: DemoShop | null, capture: StartCapture | null): Promise<void> {
  await Promise.allSettled([shop?.close(), capture?.close(), instance.close(GRACE_MS)])
}
