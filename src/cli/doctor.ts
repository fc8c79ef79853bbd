/** `doctor`: one real call through each runtime of this machine, and what else has to be right; one line each. */

import type { Command } from 'commander'
import { t } from './lang.ts'
import { say } from './print.ts'

export function defineDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      t(
        '이 컴퓨터에서 무엇이 되는지 봅니다: 언어마다 api.iamport.kr을 실제로 한 번 호출하고, 브라우저, 포트, 웹훅을 확인합니다',
        'sees what works on this machine: a real call to api.iamport.kr from each language, browser, ports, a webhook',
      ),
    )
    .option('--webhook <url>', t('웹훅이 닿는지 볼 주소', 'address to try a webhook on'))
    .action(async ({ webhook }: { webhook?: string }) => {
      const { examine } = await import('./doctor-checks.ts')
      let is_well = true
      for await (const { name, result, advice } of examine({ webhook })) {
        is_well &&= result !== 'wrong'
        say(`${SIGNS[result]} ${name}${advice ? `: ${advice}` : ''}`)
      }
      process.exitCode = is_well ? 0 : 1
    })
}

const SIGNS = { well: '✓', wrong: '✗', absent: '-' } as const
