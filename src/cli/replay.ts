/** `replay`: plays scenario files against a shop that is up, and says whether it keeps money and orders straight. */
import { type Command, Option } from 'commander'
import { REPORTS } from '../replay/report.ts'
import { ADAPTER, type ReplayOptions } from './replay-options.ts'

export function defineReplay(program: Command): void {
  program
    .command('replay')
    .description('시나리오 파일을 켜져 있는 상점에 재생하고 판정합니다; 파일이 없으면 내장된 시나리오 전부')
    .argument('[files...]', '시나리오 파일이나 폴더; --diff에는 일지 파일 두 개')
    .option('--target <url>', '켜져 있는 상점의 주소')
    .option('--shop <file>', `상점의 주소들을 적은 어댑터 파일; 없으면 ${ADAPTER}`)
    .option('--port <number>', '상점이 iamport로 알고 있는 이 컴퓨터의 포트', '4780')
    .addOption(new Option('--report <kind>', '보고서의 형식').choices([...REPORTS]).default('text'))
    .option('--out <file>', '보고서를 쓸 파일; 없으면 표준 출력')
    .option('--journal <folder>', '시나리오마다 일지(.log)를 남길 폴더')
    .option('--timeout <ms>', '상점이 브라우저에 답할 때까지 기다릴 시간', '10000')
    .option('--watch', '파일이 바뀌면 다시 재생합니다')
    .option('--shuffle-orders', '브라우저, 웹훅, REST 응답의 모든 순서로 재생해 깨지는 순서를 찾습니다')
    .option('--max-orders <number>', '시나리오마다 최대 몇 가지 순서', '500')
    .option('--diff', '두 일지가 어디서 갈라지는지 봅니다')
    .action(async (files: string[], options: ReplayOptions) => {
      // What plays is large, and other commands start without it.
      const { diffJournals, replayFiles } = await import('./replay-files.ts')
      process.exitCode = options.diff ? diffJournals(files) : await replayFiles(files, options)
    })
}
