/** `env`: what `run` would set, of the running sandbox, for shells, `.env` files and CI. */

import type { Command } from 'commander'
import type { CaptureInfo } from '../capture/info.ts'
import { withoutSlashes } from '../core/slashes.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { say } from './print.ts'
import { type Connection, FORMATS, type Format, print, variables } from './variables.ts'

interface Captured {
  readonly capture: CaptureInfo | null
}

/** What makes programs of this shell come to the sandbox by iamport's own names, where it answers them (`--tls-port`). */
async function captured({ url }: Connection, info: CaptureInfo): Promise<Record<string, string>> {
  const { ensureCa } = await import('../capture/ca.ts')
  const { captureVariables } = await import('../capture/environment.ts')
  const { createClock } = await import('../core/clock.ts')
  const ports = { ...info, http_port: Number(new URL(url).port) }
  const policy = { offline: false, allow: [] }
  const list = captureVariables(ensureCa(createClock().wall_ms()), ports, policy)
  return Object.fromEntries(list.map(({ name, value }) => [name, value]))
}

export function defineEnv(program: Command): void {
  const command = program
    .command('env')
    .description(
      t('상점과 테스트에 줄 환경 변수를 출력합니다', 'prints the variables for a shop and its tests'),
    )
    .addOption(
      program
        .createOption(
          '--format <format>',
          t(
            'shell(eval용), dotenv(.env), github($GITHUB_ENV), json 중 하나',
            'shell (for eval), dotenv (.env), github ($GITHUB_ENV), or json',
          ),
        )
        .choices(FORMATS)
        .default('shell'),
    )
    .action(async (options: RemoteOptions & { format: Format }) => {
      const answer = await call<Connection & Captured>(options, 'GET', '/connection')
      // Whoever reaches it by another name (a container's, a tunnel's) has its shop reach it so, too.
      const connection = { ...answer, url: options.url ? withoutSlashes(options.url) : answer.url }
      const more = connection.capture === null ? {} : await captured(connection, connection.capture)
      say(print({ ...variables(connection), ...more }, options.json ? 'json' : options.format))
    })
  remote(command)
}
