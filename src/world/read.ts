/** Reads a world file (YAML, and so JSON, too) and says what is wrong with it by file, line and column. */
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { type Bilingual, both, say } from '../core/bilingual.ts'
import { englishMust } from '../core/english.ts'
import { knownWords } from '../core/known-words.ts'
import { koreanMust } from '../core/korean.ts'
import { namesAt } from '../core/names-at.ts'
import { isRecord } from '../core/record.ts'
import { meantIn } from '../core/union-issue.ts'
import { parseYaml, YamlError, type YamlFile } from '../core/yaml-file.ts'
import { SettingError } from '../settings.ts'
import { checkWorld, MISSING, type Wrong } from './check.ts'
import { World, type WorldFile } from './schema.ts'

/** A world that cannot be used. The message has one line for each thing that is wrong; nothing was applied. */
export class WorldError extends SettingError {}

/** Puts what a file says in former words into the words of today. */
type Older = (raw: unknown) => unknown

/** How many problems are told at once. */
const TOLD = 20

export function readWorldFile(file: string, older?: Older): World {
  return parseWorld(readText(file), file, older)
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new WorldError(
      say(
        `초기 상태 파일 ${file}을(를) 읽을 수 없습니다 (${code}).`,
        `The world file ${file} cannot be read (${code}).`,
      ),
    )
  }
}

/** Checks the text of a world file whole before it answers. Throws a `WorldError`. `older`: words of former files. */
export function parseWorld(source: string, file: string, older: Older = (raw) => raw): World {
  const { value, place } = yamlOf(file, source)
  return check(older(value ?? {}), (path) => `${place(path, 'key')}: `)
}

function yamlOf(file: string, source: string): YamlFile {
  try {
    return parseYaml(file, source)
  } catch (error) {
    if (error instanceof YamlError)
      throw new WorldError(
        both((lang) =>
          error.lines
            .slice(0, TOLD)
            .map((line) => line[lang])
            .join('\n'),
        ),
      )
    throw error
  }
}

/** The same for a world that is already an object: problems are named by their path alone. */
export function readWorld(given: WorldFile | unknown): World {
  return check(given, () => '')
}

function check(given: unknown, place: (path: readonly PropertyKey[]) => string): World {
  if (isRealPayment(given)) throw new WorldError(REAL_PAYMENT)
  const real = realPaymentsIn(given)
  if (real.length > 0) throw new WorldError(realAmong(real, place))
  const parsed = World.safeParse(given, { reportInput: true })
  const wrong = parsed.success ? checkWorld(parsed.data) : parsed.error.issues.flatMap(explain)
  if (wrong.length === 0 && parsed.success) return parsed.data
  const lines = wrong.slice(0, TOLD).map(({ path, message }) => {
    const name = nameOf(path)
    return both((lang) => `${place(path)}${name[lang]}: ${message[lang]}`)
  })
  const more = wrong.length - TOLD
  if (more > 0) lines.push(say(`… 그 밖에 ${more}건`, `… and ${more} more`))
  throw new WorldError(both((lang) => lines.map((line) => line[lang]).join('\n')))
}

/** An answer of the real service, or a list of them, in the place of a world. */
function isRealPayment(given: unknown): boolean {
  if (Array.isArray(given)) return given.length > 0 && isRealPayment(given[0])
  if (!isRecord(given)) return false
  if ('response' in given && 'code' in given) return true
  return typeof given.imp_uid === 'string' && typeof given.status === 'string'
}

/** Places of payments that were pasted into a world as the real service answers them. */
function realPaymentsIn(given: unknown): number[] {
  if (!isRecord(given) || !Array.isArray(given.payments)) return []
  return given.payments.flatMap((one, n) => (isRecord(one) && ANSWERED.every((key) => key in one) ? [n] : []))
}

/** What every answer of GET /payments/{imp_uid} has at its top, and no payment of a world. */
const ANSWERED = ['buyer_name', 'cancel_amount', 'receipt_url', 'vbank_num']

function realAmong(found: readonly number[], place: (path: readonly PropertyKey[]) => string): Bilingual {
  const [first] = found
  const at = `${place(['payments', first!])}payments[${first}]`
  const more = found.length - 1
  return say(
    `${at}${more > 0 ? `와 다른 ${more}건` : ''}: 아임포트가 준 결제입니다. 그 결제만 파일로 저장해 \`iamport-sandbox import 파일 --out world.json\`으로 바꾼 뒤, 만들어진 payments를 여기에 옮기세요.`,
    `${at}${more > 0 ? ` and ${more} more` : ''}: as iamport answers it, no payment of a world. Save it to a file, make a world with \`iamport-sandbox import FILE --out world.json\`, and take its payments over.`,
  )
}

const REAL_PAYMENT = say(
  '초기 상태가 아니라 아임포트가 준 결제입니다; `iamport-sandbox import 파일 --out world.json`으로 초기 상태 파일을 만드세요.',
  'This is a payment as iamport answers it, no world; make one with `iamport-sandbox import FILE --out world.json`.',
)

/** `payments[2].status` */
function nameOf(path: readonly PropertyKey[]): Bilingual {
  const name = path
    .map((step, n) => (typeof step === 'number' ? `[${step}]` : (n > 0 ? '.' : '') + String(step)))
    .join('')
  return name === '' ? say('초기 상태', 'world') : say(name, name)
}

function explain(given: z.core.$ZodIssue): Wrong[] {
  const issue = meantIn(given)
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    const known = namesAt(World, path)
    return issue.keys.map((key) => {
      const meant = knownWords(key, known)
      const message = say(`없는 항목입니다${meant.ko || '.'}`, `is not known${meant.en || '.'}`)
      return { path: [...path, key], message }
    })
  }
  if (issue.code === 'invalid_type' && issue.input === undefined) return [{ path, message: MISSING }]
  return [{ path, message: say(koreanMust(issue), `must be ${englishMust(issue)}.`) }]
}
