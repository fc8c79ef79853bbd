/** `hunt`: makes up lives of payments, and looks for the one that loses a shop’s money. */
import type { Command } from 'commander'
import { HUNT_REPORTS } from '../hunt/report-kinds.ts'
import type { HuntOptions } from './hunt-options.ts'
import { t } from './lang.ts'
import { ADAPTER } from './replay-options.ts'

export function defineHunt(program: Command): void {
  program
    .command('hunt')
    .description(
      t(
        '상점이 돈이나 주문을 잃는 순서를 찾습니다: 결제의 온갖 경우를 켜져 있는 상점에 재생하고, 가장 짧은 것으로 줄입니다',
        'finds what makes a shop lose money or an order: plays made-up lives of payments against it, and shrinks what is found',
      ),
    )
    .option('--target <url>', t('켜져 있는 상점의 주소', 'address of a shop that is running'))
    .option(
      '--shop <file>',
      t(
        `상점의 주소들을 적은 어댑터 파일; 없으면 ${ADAPTER}`,
        `adapter file with the shop’s addresses; default: ${ADAPTER}`,
      ),
    )
    .option(
      '--port <number>',
      t(
        '상점이 아임포트 주소로 쓰는 이 컴퓨터의 포트',
        'port of this machine that the shop knows for iamport',
      ),
      '4780',
    )
    .option(
      '--runs <number>',
      t('몇 가지 경우를 재생할지; --for가 없으면 300', 'how many programs; 300 without --for'),
    )
    .option('--for <duration>', t('얼마 동안 찾을지, 예: 5m', 'how long, e.g. 5m'))
    .option(
      '--seed <number>',
      t(
        '같은 시드는 같은 경우를 만듭니다; 없으면 날마다 다릅니다',
        'one seed makes the same programs; by default another one each day',
      ),
    )
    .option(
      '--buyers <number>',
      t('한꺼번에 결제하는 구매자 수, 1에서 20까지', 'how many buyers pay at once, 1 to 20'),
      '1',
    )
    .option(
      '--shard <k/n>',
      t(
        '상점을 여러 벌 켰을 때 나누어 찾기, 예: 1/2; 몫마다 --target과 --port를 따로 주세요',
        'one part of several, each with a shop (--target, --port) of its own, e.g. 1/2',
      ),
    )
    .option(
      '--only <words>',
      t(
        'PG 코드와 결제수단을 쉼표로 나눠; 그것만 재생합니다',
        'only these PGs and pay methods, with commas between',
      ),
    )
    .option(
      '--check <command>',
      t(
        '주문 하나가 몇 번 처리됐는지 숫자로 답하는 명령이나 주소; {merchant_uid}를 채웁니다',
        'command or address that answers how often an order was fulfilled; {merchant_uid} is filled in',
      ),
    )
    .option(
      '--browser',
      t(
        '상점의 결제 페이지를 실제 Chromium에서 열어 결제합니다 (playwright-core와 어댑터의 browser가 필요); 느립니다',
        'pays on the shop’s own page in a real Chromium (needs playwright-core, and `browser` in the adapter); slow',
      ),
    )
    .option('--out <folder>', t('찾은 것을 남길 폴더', 'folder for what is found'), 'hunt')
    .option('--retry', t('폴더에 남아 있는 것을 먼저 재생합니다', 'plays what is kept in the folder first'))
    .addOption(
      program
        .createOption('--report <kind>', t('보고서의 형식', 'kind of report'))
        .choices([...HUNT_REPORTS])
        .default('text'),
    )
    .option(
      '--timeout <ms>',
      t('상점이 브라우저에 답할 때까지 기다릴 시간', 'how long the shop may take to answer the browser'),
      '10000',
    )
    .action(async (options: HuntOptions) => {
      // What plays and what makes up lives is large, and other commands start without it.
      const { runHunt } = await import('./hunt-run.ts')
      process.exitCode = await runHunt(options)
    })
}
