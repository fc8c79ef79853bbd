/** `scenario export`: a scenario as a test in the language of the shop. */
import { existsSync } from 'node:fs'
import { nearest } from '../core/nearest.ts'
import { EXPORT_KINDS } from '../replay/exports/kinds.ts'
import type { Script } from '../replay/replay.ts'
import { writeWhole } from './export.ts'
import { Failure } from './failure.ts'
import { t, told } from './lang.ts'
import { say, sayJson } from './print.ts'
import { readWhole } from './read-number.ts'
import { ADAPTER } from './replay-options.ts'

export interface ExportOptions {
  readonly as?: string
  readonly target: string
  readonly shop?: string
  readonly port?: string
  readonly out?: string
  readonly json?: boolean
}

export function exportScripts(scripts: readonly Script[], options: ExportOptions): void {
  const kind = kindOf(options.as)
  const { out, target } = options
  refuseAddress(target)
  if (out !== undefined && out !== '-' && scripts.length > 1)
    throw new Failure(
      t(
        '--out은 시나리오 파일이 하나일 때 씁니다; 여럿이면 저마다 제 이름의 파일이 됩니다.',
        '--out is for one scenario file; of several, each becomes a file of its own name.',
      ),
      2,
    )
  for (const { file, scenario } of scripts) {
    const { name, why } = scenario
    const text = kind.text({ name, why: oneLine(told(why)), target, command: commandOf(file, options) })
    if (out === '-') {
      process.stdout.write(text)
      continue
    }
    const to = out ?? freeFile(kind.file(name))
    writeWhole(to, text)
    if (options.json) sayJson({ file: to })
    else
      say(
        t(`${to} 파일에 썼습니다. 상점을 켜고 실행하세요.`, `Written to ${to}. Start the shop, and run it.`),
      )
  }
}

function kindOf(wanted: string | undefined) {
  const known = Object.entries(EXPORT_KINDS).find(([name]) => name === wanted)
  if (known) return known[1]
  const names = Object.keys(EXPORT_KINDS)
  const near = wanted === undefined ? null : nearest(wanted, names)
  const ko = near === null ? '' : `혹시 ${near} 인가요? `
  const en = near === null ? '' : `did you mean ${near}? `
  throw new Failure(
    t(
      `--as에는 테스트의 종류를 주세요${wanted === undefined ? '' : `: ${wanted}`}; ${ko}${names.join(', ')} 중 하나입니다.`,
      `--as takes the kind of test${wanted === undefined ? '' : `, not ${wanted}`}; ${en}It is one of ${names.join(', ')}.`,
    ),
    2,
  )
}

/** Paths are as they were given: the tests run where this command did. */
function commandOf(file: string, { shop, port }: ExportOptions): string[] {
  const adapter = shop ?? (existsSync(ADAPTER) ? ADAPTER : undefined)
  return [
    'iamport-sandbox',
    'replay',
    file,
    ...(adapter === undefined ? [] : ['--shop', adapter]),
    ...(port === undefined ? [] : ['--port', String(readWhole(port, '--port', 0, 65_535))]),
    '--wait',
  ]
}

function refuseAddress(target: string): void {
  if (URL.canParse(target) && /^https?:$/.test(new URL(target).protocol)) return
  throw new Failure(
    t(
      `--target에는 상점의 http:// 주소를 주세요: ${target}`,
      `--target takes the http:// address of the shop, not ${target}`,
    ),
    2,
  )
}

/** A test that somebody has written on is not written over. */
function freeFile(file: string): string {
  if (!existsSync(file)) return file
  throw new Failure(
    t(
      `${file} 파일이 이미 있습니다; 덮어쓰려면 --out ${file}`,
      `${file} is there already; to write over it: --out ${file}`,
    ),
  )
}

/** It stands in a comment of one line. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
