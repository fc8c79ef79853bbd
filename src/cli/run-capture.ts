/** What `run` does so that hard-coded names of iamport are the sandbox: before the command, while it runs, and at its end. */

import type { ChildProcess } from 'node:child_process'
import type { IncomingMessage, RequestListener } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { listeningPort, localOrigin } from '../capture/app-port.ts'
import { CaError } from '../capture/ca.ts'
import { createCalls } from '../capture/calls.ts'
import { type Capture, openCapture } from '../capture/capture.ts'
import { surfaceOf } from '../capture/hosts.ts'
import type { Bilingual } from '../core/bilingual.ts'
import type { Instance } from '../sandbox.ts'
import { Failure } from './failure.ts'
import { t, told } from './lang.ts'
import { refuseListening } from './listening.ts'
import { say } from './print.ts'
import type { RunOptions } from './run-options.ts'
import { webhooksBack } from './webhooks-back.ts'

export type RunCapture = ReturnType<typeof openRunCapture>

export function openRunCapture(options: RunOptions) {
  const calls = createCalls(tell)
  let capture: Capture | null = null
  let back: ReturnType<typeof webhooksBack> | null = null
  let child: ChildProcess | null = null

  /** Where the shop is: as soon as one of its pages, or its server, has come to us, or somebody pays without a browser. */
  function look(req: IncomingMessage): void {
    const is_own = surfaceOf(req.headers.host) === 'own'
    if (!back || (is_own && !isPaidByHand(req, options))) return
    back.keep()
    if (back.isKnown()) return
    const port = child?.pid === undefined ? null : listeningPort(child.pid)
    if (port !== null) back.found(`http://127.0.0.1:${port}`)
    else if (!is_own) back.found(localOrigin(req.headers.referer))
  }

  /** `--open`: as soon as the shop listens, a browser in which its pages come to us, too. */
  async function openWhenThere(of: ChildProcess, { url }: Instance): Promise<void> {
    const { openCaptured } = await import('./open-browser.ts')
    while (of.exitCode === null && of.pid !== undefined && capture) {
      const port = options.appPort ?? listeningPort(of.pid)
      if (port !== null && (await isListening(port))) {
        back?.found(`http://127.0.0.1:${port}`)
        await openCaptured(`http://localhost:${port}`, capture, Number(new URL(url()).port), false)
        return
      }
      await wait(LOOK_AGAIN_MS)
    }
  }

  return {
    /** Around the app: counts what comes in by a captured name. */
    handler(instance: Instance): RequestListener {
      return (req, res) => {
        calls.count(req.headers.host)
        look(req)
        instance.app(req, res)
      }
    },

    /** Opens listener and proxy; answers the environment of the command. */
    async open(instance: Instance): Promise<Record<string, string>> {
      const handler = this.handler(instance)
      try {
        capture = await openCapture({
          handler,
          calls,
          http_port: Number(new URL(instance.url()).port),
          tls_port: instance.settings.tls_port ?? 0,
          host: '127.0.0.1',
          now_ms: instance.clock.wall_ms,
          policy: { offline: options.offline ?? false, allow: options.allow ?? [] },
          env: process.env,
        })
      } catch (error) {
        if (error instanceof CaError) throw new Failure(told(error.said))
        const port = instance.settings.tls_port ?? 0
        throw refuseListening(error, { host: '127.0.0.1', port, flag: '--tls-port' })
      }
      const { tls_port, proxy_port, spki, ca_file, offline } = capture
      instance.capture.current = { tls_port, proxy_port, spki, ca_file, offline }
      back = webhooksBack(instance, options, tell)
      if (options.appPort !== undefined) back.found(`http://127.0.0.1:${options.appPort}`)
      return Object.fromEntries(capture.variables.map(({ name, value }) => [name, value]))
    },

    /** What would be set, and why. */
    print(own: Readonly<Record<string, string>>): void {
      const why = Object.entries(own).map(([name, value]) => `${name}=${value}`)
      const rows =
        capture?.variables.map(({ name, value, why: text }) => `# ${told(text)}\n${name}=${value}`) ?? []
      say(t('# 샌드박스의 주소와 키', '# Address and keys of the sandbox'), ...why, ...rows)
    },

    started(of: ChildProcess, instance: Instance): void {
      child = of
      const url = instance.url()
      tell(
        t(
          `iamport.kr을 가로챕니다 (--no-capture로 끔). 브라우저는 \`iamport-sandbox open 상점주소 --url ${url}\``,
          `iamport.kr is captured (--no-capture: not). A browser: \`iamport-sandbox open SHOP --url ${url}\``,
        ),
      )
      for (const note of capture?.notes ?? []) tell(note)
      if (instance.settings.open)
        void openWhenThere(of, instance).catch((error: Error) => tell(error.message))
    },

    report(): void {
      for (const line of calls.lines()) tell(line)
    },

    close: async () => capture?.close(),
  }
}

/** `iamport-sandbox pay`, or a test: its webhook goes to the path that `run` was told, before the shop has called anything. */
function isPaidByHand({ method, url }: IncomingMessage, { webhookPath }: RunOptions): boolean {
  return webhookPath !== undefined && method === 'POST' && /^\/_sandbox\/payments\b/.test(url ?? '')
}

/** How often `--open` looks whether the shop listens. */
const LOOK_AGAIN_MS = 200

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => resolve(true))
    socket.once('connect', () => socket.destroy()).once('error', () => resolve(false))
  })
}

function tell(line: Bilingual | string): void {
  process.stderr.write(`iamport-sandbox: ${told(line)}\n`)
}
