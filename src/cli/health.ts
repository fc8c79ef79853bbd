/** `health`: whether the sandbox is ready, by the exit code. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { say, sayJson } from './print.ts'
import { waitForUrl, waitSeconds } from './wait-for-url.ts'

interface HealthOptions extends RemoteOptions {
  readonly wait?: string | true
}

export function defineHealth(program: Command): void {
  const command = program
    .command('health')
    .description(
      t('샌드박스가 준비되었는지 종료 코드로 알립니다', 'says by its exit code whether the sandbox is ready'),
    )
    .option(
      '--wait [seconds]',
      t(
        '--url에서 응답할 때까지 기다립니다 (최대 60초)',
        'waits until it answers at --url (60 seconds at most, unless said)',
      ),
    )
    .action(async (options: HealthOptions) => {
      if (options.wait !== undefined && options.url)
        await waitForUrl(options.url, waitSeconds(options.wait, '--wait'))
      const answer = await call<{ status: string; url: string }>(options, 'GET', '/health')
      if (options.json) sayJson(answer)
      else say(`${answer.status} ${answer.url}`)
    })
  remote(command)
}
