/** `start --tls-port`: iamport's names answered on a port of their own, for hosts files, containers and proxies. */

import { CaError } from '../capture/ca.ts'
import { createCalls } from '../capture/calls.ts'
import { openCapture } from '../capture/capture.ts'
import { CAPTURED_HOSTS } from '../capture/hosts.ts'
import type { Started } from '../sandbox.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { refuseListening } from './listening.ts'

export interface StartCapture {
  /** For people: what to write where. */
  readonly lines: readonly string[]
  readonly close: () => Promise<void>
}

export async function openStartCapture(instance: Started, tls_port: number): Promise<StartCapture> {
  const { host } = instance.settings
  const calls = createCalls()
  try {
    const capture = await openCapture({
      handler: (req, res) => instance.app(req, res),
      calls,
      http_port: Number(new URL(instance.url()).port),
      tls_port,
      host,
      now_ms: instance.clock.wall_ms,
      policy: { offline: false, allow: [] },
      env: {},
    })
    const { proxy_port, spki, ca_file, offline } = capture
    instance.capture.current = { tls_port: capture.tls_port, proxy_port, spki, ca_file, offline }
    return {
      lines: [
        `https://*.iamport.kr → 127.0.0.1:${capture.tls_port}`,
        t(
          `hosts 파일: 127.0.0.1 ${CAPTURED_HOSTS.join(' ')}`,
          `hosts file: 127.0.0.1 ${CAPTURED_HOSTS.join(' ')}`,
        ),
        t(`믿을 CA: ${ca_file} (\`iamport-sandbox ca\`)`, `CA to trust: ${ca_file} (\`iamport-sandbox ca\`)`),
        ...(instance.url().endsWith(':80')
          ? []
          : [
              t(
                'http://…iamport.kr 태그까지 받으려면 --port 80',
                'for tags with http://…iamport.kr, too: --port 80',
              ),
            ]),
        t(
          'eval "$(iamport-sandbox env)" 하면 이 터미널의 프로그램이 샌드박스로 옵니다',
          'eval "$(iamport-sandbox env)" brings the programs of this terminal here',
        ),
      ],
      close: capture.close,
    }
  } catch (error) {
    throw error instanceof CaError
      ? new Failure(error.message)
      : refuseListening(error, { host, port: tls_port, flag: '--tls-port' })
  }
}
