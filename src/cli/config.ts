/**
 * `iamport-sandbox.config.json`, `.yml`, `.js` or `.ts`, and `.env`, of the folder in which a command runs. A flag goes before an
 * environment variable, that before `.env`, that before the config file.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { type Bilingual, both, say } from '../core/bilingual.ts'
import { nearest } from '../core/nearest.ts'
import { isRecord } from '../core/record.ts'
import { type ConfigValues, SETTINGS, SettingError, type Settings } from '../settings.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

export const CONFIG_NAME = 'iamport-sandbox.config'
const FILES = /^iamport-sandbox\.config\.(json|ya?ml|[cm]?js|[cm]?ts)$/

const NONE: ConfigValues & { file: null } = { file: null, values: {}, place: () => '' }

export type Config = ConfigValues & { readonly file: string | null }

/** The config file of this folder; none is no fault. Throws a `SettingError` with file and line for what is wrong. */
export async function findConfig(folder = process.cwd()): Promise<Config> {
  const files = namesIn(folder).filter((name) => FILES.test(name))
  const [file, other] = files
  if (file === undefined) return NONE
  if (other !== undefined)
    throw new SettingError(
      say(
        `설정 파일이 여러 개입니다 (${files.join(', ')}); 하나만 두세요.`,
        `There are several config files (${files.join(', ')}); keep one.`,
      ),
    )
  return /\.(json|ya?ml)$/.test(file)
    ? readData(file, resolve(folder, file))
    : readModule(file, resolve(folder, file))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

async function readData(file: string, path: string): Promise<Config> {
  const { parseYaml, YamlError } = await import('../core/yaml-file.ts')
  try {
    const { value, place } = parseYaml(file, readFileSync(path, 'utf8'))
    return checked(file, value ?? {}, (name, at = 'value') => lineOf(place([name], at)))
  } catch (error) {
    if (error instanceof YamlError) throw new SettingError(error.said)
    if (error instanceof Error && 'code' in error)
      throw new SettingError(
        say(`${file} 파일을 읽을 수 없습니다 (${error.code}).`, `${file} cannot be read (${error.code}).`),
      )
    throw error
  }
}

/** `file:line`: the column is that of a value, and says nothing more. */
const lineOf = (place: string) => place.replace(/:\d+$/, '')

/** TypeScript runs where Node strips its types by itself (22.18, 24 and later). */
async function readModule(file: string, path: string): Promise<Config> {
  if (/ts$/.test(file) && !(process.features as { readonly typescript?: unknown }).typescript)
    throw new Failure(
      t(
        `Node.js ${process.versions.node}은(는) ${file}을(를) 실행할 수 없습니다; Node.js 22.18 이상을 쓰거나 ${CONFIG_NAME}.js로 바꾸세요.`,
        `Node.js ${process.versions.node} cannot run ${file}; use Node.js 22.18 or newer, or name it ${CONFIG_NAME}.js.`,
      ),
      2,
    )
  const loaded: { default?: unknown } = await import(pathToFileURL(path).href).catch((error: unknown) => {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new SettingError(say(`${file}을(를) 실행할 수 없습니다: ${why}`, `${file} cannot be run: ${why}`))
  })
  const value = typeof loaded.default === 'function' ? await loaded.default() : loaded.default
  return checked(file, value ?? {}, () => file)
}

type Place = (name: string, at?: 'key' | 'value') => string

function checked(file: string, value: unknown, place: Place): Config {
  if (!isRecord(value))
    throw new SettingError(
      say(
        `${file}: 설정 이름과 값의 묶음이어야 합니다.`,
        `${file}: must be names of settings with their values.`,
      ),
    )
  const names: readonly string[] = SETTINGS.map(({ name }) => name)
  const wrong = Object.entries(value).flatMap(([name, one]): Bilingual[] => {
    if (name === '$schema') return []
    if (!names.includes(name)) return [unknown(place(name, 'key'), name, names)]
    return isPlain(one) ? [] : [notPlain(place(name), name)]
  })
  if (wrong.length > 0) throw new SettingError(both((lang) => wrong.map((line) => line[lang]).join('\n')))
  const { $schema: _, ...values } = value
  return { file, values: values as Partial<Record<keyof Settings, unknown>>, place: (name) => place(name) }
}

const isPlain = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every(isPlain))

function unknown(place: string, name: string, names: readonly string[]): Bilingual {
  // A flag's name is how most people know a setting.
  const near = nearest(name.replace(/^-+/, '').replaceAll('-', '_'), names)
  return near === null
    ? say(`${place}: ${name}라는 설정은 없습니다.`, `${place}: there is no setting ${name}.`)
    : say(
        `${place}: ${name}라는 설정은 없습니다; 혹시 ${near} 인가요?`,
        `${place}: there is no setting ${name}; did you mean ${near}?`,
      )
}

const notPlain = (place: string, name: string): Bilingual =>
  say(
    `${place}: ${name}에는 글자, 숫자, true나 false, 또는 그 목록을 주세요.`,
    `${place}: ${name} takes a text, a number, true or false, or a list of them.`,
  )

/** Our own variables of `.env` in this folder, behind those of the environment. */
export function withDotEnv(env: NodeJS.ProcessEnv, folder = process.cwd()): NodeJS.ProcessEnv {
  const given = Object.entries(env).filter(([, value]) => value !== '' && value !== undefined)
  return { ...ownOf(resolve(folder, '.env')), ...Object.fromEntries(given) }
}

function ownOf(file: string): Record<string, string> {
  try {
    const read = Object.entries(parseEnv(readFileSync(file, 'utf8')))
    return Object.fromEntries(
      read.flatMap(([name, value]) => (name.startsWith('IAMPORT_SANDBOX_') && value ? [[name, value]] : [])),
    )
  } catch {
    return {}
  }
}
