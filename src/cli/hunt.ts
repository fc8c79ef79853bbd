/** `hunt`: makes up lives of payments, and looks for the one that loses a shop’s money. */
import { type Command, Option } from 'commander'
import { HUNT_REPORTS } from '../hunt/report-kinds.ts'
import type { HuntOptions } from './hunt-options.ts'
import { ADAPTER } from './replay-options.ts'

export function defineHunt(program: Command): void {
  program
    .command('hunt')
    .description(
      '결제의 온갖 경우를 만들어 켜져 있는 상점에 재생하고, 돈이나 주문을 잃는 가장 짧은 경우를 찾습니다',
    )
    .option('--target <url>', '켜져 있는 상점의 주소')
    .option('--shop <file>', `상점의 주소들을 적은 어댑터 파일; 없으면 ${ADAPTER}`)
    .option('--port <number>', '상점이 iamport로 알고 있는 이 컴퓨터의 포트', '4780')
    .option('--runs <number>', '몇 가지 경우를 재생할지; --for가 없으면 300')
    .option('--for <duration>', '얼마 동안 찾을지, 예: 5m')
    .option('--seed <number>', '같은 시드는 같은 경우를 만듭니다; 없으면 날마다 다릅니다')
    .option('--buyers <number>', '한꺼번에 결제하는 구매자 수, 1에서 20까지', '1')
    .option('--only <words>', 'PG 코드와 결제수단을 쉼표로 나눠; 그것만 재생합니다')
    .option(
      '--check <command>',
      '주문 하나가 몇 번 처리됐는지 숫자로 답하는 명령이나 주소; {merchant_uid}를 채웁니다',
    )
    .option('--out <folder>', '찾은 것을 남길 폴더', 'hunt')
    .option('--retry', '폴더에 남아 있는 것을 먼저 재생합니다')
    .addOption(new Option('--report <kind>', '보고서의 형식').choices([...HUNT_REPORTS]).default('text'))
    .option('--timeout <ms>', '상점이 브라우저에 답할 때까지 기다릴 시간', '10000')
    .action(async (options: HuntOptions) => {
      // What plays and what makes up lives is large, and other commands start without it.
      const { runHunt } = await import('./hunt-run.ts')
      process.exitCode = await runHunt(options)
    })
}
