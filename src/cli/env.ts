/** `env`: what `run` would set, of the running sandbox, for shells, `.env` files and CI. */
import { type Command, Option } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { say } from './print.ts'
import { type Connection, FORMATS, type Format, print, variables } from './variables.ts'

export function defineEnv(program: Command): void {
  const command = program
    .command('env')
    .description('상점과 테스트에 줄 환경 변수를 출력합니다')
    .addOption(
      new Option('--format <format>', 'shell(eval용), dotenv(.env), github($GITHUB_ENV), json 중 하나')
        .choices(FORMATS)
        .default('shell'),
    )
    .action(async (options: RemoteOptions & { format: Format }) => {
      const connection = await call<Connection>(options, 'GET', '/connection')
      say(print(variables(connection), options.json ? 'json' : options.format))
    })
  remote(command)
}
