/** `import`: payments of the real service, as GET /payments/{imp_uid} answers them, become a world file without personal data. */
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { writeWhole } from './export.ts'
import { Failure } from './failure.ts'
import { t, told } from './lang.ts'
import { count, say, sayJson } from './print.ts'

interface ImportOptions {
  readonly out?: string
  readonly json?: boolean
}

export function defineImport(program: Command): void {
  program
    .command('import')
    .description(
      t(
        '실제 서비스의 결제(JSON)를 초기 상태 파일로 바꿉니다; 개인정보는 가립니다',
        'makes a world file of real payments (JSON); personal data is masked',
      ),
    )
    .argument(
      '<file>',
      t(
        'GET /payments/{imp_uid}의 응답: 하나, 목록, 또는 {code, message, response}; -는 표준 입력',
        'answer of GET /payments/{imp_uid}: one, a list, or {code, message, response}; - is standard input',
      ),
    )
    .option(
      '--out <file>',
      t('쓸 파일; 없으면 화면에 출력합니다', 'file to write; without one it is printed'),
    )
    .option('--json', t('결과를 JSON으로 출력합니다', 'prints the result as JSON'))
    .action(importPayments)
}

async function importPayments(file: string, { out, json }: ImportOptions): Promise<void> {
  const { worldOfPayments, ImportError } = await import('../world/import.ts')
  const raw = readJson(file)
  try {
    const { world, unknown, left_out, masked } = worldOfPayments(raw)
    const text = `${JSON.stringify(world, null, 2)}\n`
    if (out !== undefined) writeWhole(out, text)
    const facts = { payments: world.payments.length, masked, left_out, unknown }
    if (json) return sayJson({ ...(out === undefined ? { world } : { file: out }), ...facts })
    if (out === undefined) process.stdout.write(text)
    const lines = [
      ...(out === undefined
        ? []
        : [
            t(
              `${out}: 결제 ${facts.payments}건; start, run, reset의 --world로 읽습니다.`,
              `${out}: ${count(facts.payments, 'payment')}; --world of start, run and reset reads it.`,
            ),
          ]),
      ...listed(t('가린 항목', 'masked'), masked),
      ...listed(t('옮기지 않은 항목', 'left out'), left_out),
      ...listed(t('샌드박스에 없는 항목', 'not known to the sandbox'), unknown),
    ]
    // Beside the world, where that is printed.
    if (out === undefined) process.stderr.write(lines.map((line) => `${line}\n`).join(''))
    else say(...lines)
  } catch (error) {
    throw error instanceof ImportError ? new Failure(`${file}: ${told(error.said)}`) : error
  }
}

const listed = (what: string, names: readonly string[]) =>
  names.length === 0 ? [] : [`${what}: ${names.join(', ')}`]

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new Failure(t(`${file} 파일을 읽을 수 없습니다 (${code}).`, `${file} cannot be read (${code}).`), 2)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Failure(t(`${file} 파일은 JSON이 아닙니다 (${why}).`, `${file} is no JSON (${why}).`), 2)
  }
}
