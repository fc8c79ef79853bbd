/** `scenario`: arms a scenario's faults in a running sandbox, shows them, takes them away; checks files, and exports them as tests. */

import type { Command } from 'commander'
import { nearest } from '../core/nearest.ts'
import type { Script } from '../replay/replay.ts'
import { effectText } from '../scenarios/lines.ts'
import type { Armed } from '../scenarios/scenarios.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { count, say, sayJson, table } from './print.ts'
import { ADAPTER } from './replay-options.ts'
import type { ExportOptions } from './scenario-export.ts'

const ACTS = ['arm', 'list', 'unused', 'clear', 'check', 'export'] as const

export function defineScenario(program: Command): void {
  const command = program
    .command('scenario')
    .description(
      t(
        '실행 중인 샌드박스에 시나리오의 장애를 겁니다: arm, list, unused, clear; check는 파일만 검사하고, export는 상점의 언어로 된 테스트를 씁니다',
        'arms faults of scenarios in a running sandbox: arm, list, unused, clear; check only reads the files, export writes tests in the language of the shop',
      ),
    )
    .argument('<act>', ACTS.join(' | '))
    .argument(
      '[files...]',
      t('arm, check, export의 시나리오 파일', 'scenario files of arm, check and export'),
    )
    .addOption(
      program.createOption(
        '--name <text>',
        t('clear할 시나리오; 없으면 모두', 'scenario to clear; without it all'),
      ),
    )
    .addOption(
      program.createOption(
        '--as <kind>',
        t(
          'export할 테스트의 종류: vitest, jest, playwright, pytest, junit, phpunit, rspec, go',
          'kind of test of export: vitest, jest, playwright, pytest, junit, phpunit, rspec, go',
        ),
      ),
    )
    .option(
      '--target <url>',
      t(
        'export한 테스트가 부를 상점의 주소; SHOP_URL이 있으면 그 주소',
        'the shop of an exported test; SHOP_URL goes before it',
      ),
      'http://localhost:3000',
    )
    .option(
      '--shop <file>',
      t(
        `export한 테스트의 어댑터 파일; ${ADAPTER}이 있으면 그 파일`,
        `adapter file of an exported test; default: ${ADAPTER} if it is there`,
      ),
    )
    .option(
      '--port <number>',
      t(
        'export한 테스트의 상점이 iamport로 아는 포트; 없으면 4780',
        'port that the shop of an exported test takes for iamport; default: 4780',
      ),
    )
    .option('--out <file>', t('export할 파일, -는 화면', 'file to export to; - prints it'))
    .action(
      async (act: string, files: string[], options: RemoteOptions & ExportOptions & { name?: string }) => {
        switch (act) {
          case 'check':
            return check(await readAll(files))
          case 'export': {
            const scripts = await readAll(files)
            const { exportScripts } = await import('./scenario-export.ts')
            return exportScripts(scripts, options)
          }
          case 'arm':
            return arm(await readAll(files), options)
          case 'list':
          case 'unused':
            return show(
              await call<Shown>(options, 'GET', act === 'list' ? '/scenarios' : '/scenarios/unused'),
              options,
            )
          case 'clear':
            return show(
              await call<Shown>(options, 'DELETE', '/scenarios', { query: { scenario: options.name } }),
              options,
            )
          default: {
            const near = nearest(act, ACTS)
            throw new Failure(
              t(
                `'${act}'은(는) 없는 동작입니다; ${near === null ? '' : `혹시 ${near} 인가요? `}${ACTS.join(', ')} 중 하나를 주세요.`,
                `There is no act '${act}'; ${near === null ? '' : `did you mean ${near}? `}It is one of ${ACTS.join(', ')}.`,
              ),
              2,
            )
          }
        }
      },
    )
  remote(command)
}

interface Shown {
  readonly list: readonly Armed[]
  readonly total: number
}

/** Reads scenario files; what reads them is large, and other commands start without it. */
async function readAll(files: readonly string[]): Promise<Script[]> {
  if (files.length === 0) throw new Failure(t('시나리오 파일을 주세요.', 'Name a scenario file.'), 2)
  const { readScripts } = await import('./scenario-files.ts')
  return readScripts(files)
}

function check(scripts: readonly Script[]): void {
  say(
    ...scripts.map(({ file, scenario: { name, faults } }) =>
      t(
        `${file}: ${name} (장애 ${faults.length}개) 쓸 수 있습니다`,
        `${file}: ${name} (${count(faults.length, 'fault')}) is fine`,
      ),
    ),
  )
}

async function arm(scripts: readonly Script[], options: RemoteOptions): Promise<void> {
  for (const { scenario } of scripts) {
    const { name, faults } = scenario
    show(await call<Shown>(options, 'POST', '/scenarios', { body: { name, faults } }), options)
  }
}

function show(answer: Shown, { json }: RemoteOptions): void {
  if (json) {
    sayJson(answer)
    return
  }
  const rows = answer.list.map(({ scenario, fault, seen, used }) => [
    scenario,
    fault.at,
    effectText(fault),
    t(`적용 ${used}회 / 해당 ${seen}회`, `acted ${used} times of ${seen}`),
  ])
  say(...table(rows), t(`장애 ${answer.total}개`, count(answer.total, 'fault')))
}
