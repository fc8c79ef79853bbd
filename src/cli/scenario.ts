/** `scenario`: arms a scenario's faults in a running sandbox, shows them, takes them away, or only checks files. */

import { type Command, Option } from 'commander'
import type { Script } from '../replay/replay.ts'
import { effectText } from '../scenarios/lines.ts'
import type { Armed } from '../scenarios/scenarios.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { Failure } from './failure.ts'
import { say, sayJson, table } from './print.ts'

const ACTS = ['arm', 'list', 'unused', 'clear', 'check'] as const

export function defineScenario(program: Command): void {
  const command = program
    .command('scenario')
    .description(
      '시나리오의 장애를 실행 중인 샌드박스에 겁니다: arm, list, unused, clear; check는 파일만 검사합니다',
    )
    .argument('<act>', ACTS.join(' | '))
    .argument('[files...]', 'arm과 check의 시나리오 파일')
    .addOption(new Option('--name <text>', 'clear할 시나리오; 없으면 모두'))
    .action(async (act: string, files: string[], options: RemoteOptions & { name?: string }) => {
      switch (act) {
        case 'check':
          return check(await readAll(files))
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
        default:
          throw new Failure(`'${act}'은(는) 없는 동작입니다; ${ACTS.join(', ')} 가운데 하나를 주세요.`, 2)
      }
    })
  remote(command)
}

interface Shown {
  readonly list: readonly Armed[]
  readonly total: number
}

/** Reads scenario files; what reads them is large, and other commands start without it. */
async function readAll(files: readonly string[]): Promise<Script[]> {
  if (files.length === 0) throw new Failure('시나리오 파일을 주세요.', 2)
  const { readScripts } = await import('./scenario-files.ts')
  return readScripts(files)
}

function check(scripts: readonly Script[]): void {
  say(
    ...scripts.map(
      ({ file, scenario }) => `${file}: ${scenario.name} (장애 ${scenario.faults.length}개) 쓸 수 있습니다`,
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
    `${used}번 씀 / ${seen}번 만남`,
  ])
  say(...table(rows), `장애 ${answer.total}개`)
}
