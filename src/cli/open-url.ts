/** `open`: a browser in which an unmodified shop's pages talk to the sandbox. */

import type { Command } from 'commander'
import type { CaptureInfo } from '../capture/info.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { say } from './print.ts'

interface OpenOptions extends RemoteOptions {
  readonly print?: boolean
}

export function defineOpen(program: Command): void {
  const command = program
    .command('open')
    .description(
      t(
        '고치지 않은 상점을 클릭해 볼 브라우저를 엽니다: 임시 프로필의 Chrome에서 iamport.kr이 샌드박스가 됩니다',
        'opens a browser for a shop as it is: a Chrome with a throw-away profile, where iamport.kr is the sandbox',
      ),
    )
    .argument(
      '<page>',
      t('상점의 주소, 예: http://localhost:3000', 'address of the shop, e.g. http://localhost:3000'),
    )
    .option(
      '--print',
      t('브라우저를 열지 않고 명령줄을 출력합니다', 'opens nothing; prints the command line'),
    )
    .action(async (page: string, options: OpenOptions) => {
      if (!URL.canParse(page))
        throw new Failure(t(`열 주소가 올바르지 않습니다: ${page}`, `This is no address to open: ${page}`), 2)
      const { url, capture } = await call<{ url: string; capture: CaptureInfo | null }>(
        options,
        'GET',
        '/connection',
      )
      if (capture === null) {
        throw new Failure(
          t(
            `${url}의 샌드박스는 iamport.kr 이름을 받지 않습니다; \`iamport-sandbox run -- 명령\`으로 띄우거나 start에 --tls-port 0 을 주세요.`,
            `The sandbox at ${url} does not answer the names of iamport.kr; use \`iamport-sandbox run -- COMMAND\`, or give start --tls-port 0.`,
          ),
        )
      }
      const { openCaptured } = await import('./open-browser.ts')
      const line = await openCaptured(page, capture, Number(new URL(url).port), options.print ?? false)
      if (options.print) say(line)
    })
  remote(command)
}
