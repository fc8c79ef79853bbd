/** `help`, and `help COMMAND`: the same as `--help` there. */
import type { Command } from 'commander'
import { nearest } from '../core/nearest.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

export function defineHelp(program: Command, createWhole: () => Promise<Command>): void {
  program
    .command('help')
    .description(t('명령의 옵션과 설명을 봅니다', 'shows a command and its flags'))
    .argument('[command]', t('설명을 볼 명령', 'the command'))
    .action(async (name: string | undefined) => {
      const whole = await createWhole()
      if (name === undefined) return whole.outputHelp()
      const found = whole.commands.find((command) => command.name() === name)
      if (found) return found.outputHelp()
      const near = nearest(
        name,
        whole.commands.map((command) => command.name()),
      )
      throw new Failure(
        near === null
          ? t(
              `${name} 명령은 없습니다; \`iamport-sandbox help\`를 보세요.`,
              `There is no command ${name}; see \`iamport-sandbox help\`.`,
            )
          : t(
              `${name} 명령은 없습니다; 혹시 ${near} 인가요?`,
              `There is no command ${name}; did you mean ${near}?`,
            ),
        2,
      )
    })
}
