/** `replay`: plays scenario files against a shop that is up, and says whether it keeps money and orders straight. */

import type { Command } from 'commander'
import { REPORTS } from '../replay/report.ts'
import { t } from './lang.ts'
import { ADAPTER, type ReplayOptions } from './replay-options.ts'

export function defineReplay(program: Command): void {
  program
    .command('replay')
    .description(
      t(
        '장애 상황을 켜져 있는 상점에 재현해 검증합니다; 파일이 없으면 내장된 시나리오 전부',
        'plays failures against a shop that is up: says what it gets wrong; without files: all built-in scenarios',
      ),
    )
    .argument(
      '[files...]',
      t(
        '시나리오 파일이나 폴더; --diff에는 기록 파일 두 개',
        'scenario files or folders; for --diff two journals',
      ),
    )
    .option('--target <url>', t('켜져 있는 상점의 주소', 'address of a shop that is up'))
    .option(
      '--shop <file>',
      t(
        `상점의 주소들을 적은 어댑터 파일; 없으면 ${ADAPTER}`,
        `file with the shop’s addresses; otherwise ${ADAPTER}`,
      ),
    )
    .option(
      '--port <number>',
      t(
        '상점이 아임포트 주소로 쓰는 이 컴퓨터의 포트',
        'port of this machine that the shop takes for iamport',
      ),
      '4780',
    )
    .addOption(
      program
        .createOption('--report <kind>', t('보고서의 형식', 'form of the report'))
        .choices([...REPORTS])
        .default('text'),
    )
    .option(
      '--out <file>',
      t('보고서를 쓸 파일; 없으면 표준 출력', 'file for the report; otherwise standard output'),
    )
    .option(
      '--journal <folder>',
      t('시나리오마다 기록(.log)을 남길 폴더', 'folder for a journal (.log) of each scenario'),
    )
    .option(
      '--timeout <ms>',
      t('상점이 브라우저에 답할 때까지 기다릴 시간', 'how long to wait for the shop to answer the browser'),
      '10000',
    )
    .option(
      '--wait [seconds]',
      t(
        '상점이 응답할 때까지 기다렸다가 시작합니다 (최대 60초)',
        'waits until the shop answers (60 seconds at most, unless said)',
      ),
    )
    .option('--watch', t('파일이 바뀌면 다시 재생합니다', 'plays again when a file changes'))
    .option(
      '--browser',
      t(
        '상점의 결제 페이지를 실제 Chromium에서 열어 결제합니다 (playwright-core와 어댑터의 browser가 필요)',
        'pays on the shop’s own page in a real Chromium (needs playwright-core, and `browser` in the adapter)',
      ),
    )
    .option(
      '--shuffle-orders',
      t(
        '브라우저, 웹훅, REST 응답의 모든 순서로 재생해 깨지는 순서를 찾습니다',
        'plays every order of browser, webhook and REST answers, to find one that breaks',
      ),
    )
    .option(
      '--max-orders <number>',
      t('시나리오마다 최대 몇 가지 순서', 'how many orders of a scenario at most'),
      '500',
    )
    .option('--diff', t('두 기록이 어디서 갈라지는지 봅니다', 'shows where two journals part'))
    .action(async (files: string[], options: ReplayOptions) => {
      // What plays is large, and other commands start without it.
      const { diffJournals, replayFiles } = await import('./replay-files.ts')
      process.exitCode = options.diff ? diffJournals(files) : await replayFiles(files, options)
    })
}
