/** `status`: what runs in this folder and how it is doing; with `--settings` what `start` would take here, and from where. */
import type { Command } from 'commander'
import { say as words } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { findSettings, type Origin, readSettings } from '../settings.ts'
import { CLOCK_MODES } from '../telling/words.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { findConfig, withDotEnv } from './config.ts'
import { t, told } from './lang.ts'
import { count, say, sayJson, table } from './print.ts'
import { allRunning, isAlive } from './running.ts'

interface StatusOptions extends RemoteOptions {
  readonly settings?: boolean
}

interface Health {
  readonly version: string
  readonly url: string
  readonly clock: { readonly now: number; readonly mode: keyof typeof CLOCK_MODES }
}

export function defineStatus(program: Command): void {
  const command = program
    .command('status')
    .description(t('실행 중인 샌드박스와 설정을 봅니다', 'shows the running sandbox, and settings'))
    .option(
      '--settings',
      t(
        'start의 설정 값과 그 값이 온 곳(옵션, 환경 변수, 설정 파일, 기본값)을 봅니다',
        'shows the settings of start, and where each comes from',
      ),
    )
    .action(async (options: StatusOptions) => {
      if (options.settings) await settings(options)
      else await status(options)
    })
  remote(command)
}

async function status(options: RemoteOptions): Promise<void> {
  const total = async (path: string, query: Record<string, string> = {}) =>
    (await call<{ total: number }>(options, 'GET', path, { query: { limit: '1', ...query } })).total
  const health = await call<Health>(options, 'GET', '/health')
  const { seed } = await call<{ seed: string }>(options, 'GET', '/connection')
  const payments = await total('/payments')
  const waiting = await total('/webhooks', { state: 'pending' })
  const failed = await total('/webhooks', { state: 'failed' })
  const entries = options.url ? [] : allRunning().filter(({ running: { pid } }) => isAlive(pid))
  const running = entries.map(({ running: { url, pid, db } }) => ({ url, pid, db }))
  if (options.json) return sayJson({ ...health, seed, payments, webhooks: { waiting, failed }, running })
  const { url, version, clock } = health
  const [own, ...others] = running
  const rows = [
    [t('주소', 'address'), url],
    [t('버전', 'version'), version],
    ...(own
      ? [
          ['pid', String(own.pid)],
          [t('데이터베이스', 'database'), own.db],
        ]
      : []),
    ['seed', seed],
    [t('시각', 'clock'), `${kstText(clock.now)} ${told(CLOCK_MODES[clock.mode])}`],
    [t('결제', 'payments'), t(`${payments}건`, String(payments))],
    [t('웹훅', 'webhooks'), t(`대기 ${waiting}건, 실패 ${failed}건`, `${waiting} waiting, ${failed} failed`)],
    ...others.map(({ url: at, pid }) => [t('함께 실행 중', 'runs, too'), `${at} (pid ${pid})`]),
  ]
  say(...table(rows))
}

const ORIGINS: Readonly<Record<Origin, { ko: string; en: string }>> = {
  flag: words('옵션', 'flag'),
  environment: words('환경 변수', 'environment'),
  config: words('설정 파일', 'config'),
  default: words('기본값', 'default'),
}

async function settings({ json }: StatusOptions): Promise<void> {
  const config = await findConfig()
  const env = withDotEnv(process.env)
  const found = findSettings({}, env, config)
  // What cannot be used is told here, too.
  readSettings({}, env, config)
  const shown = found.map(({ setting: { name, env: variable }, text, origin }) => ({
    name,
    value: name === 'token' && text !== '' ? '***' : text,
    origin,
    place: origin === 'environment' ? variable : origin === 'config' ? config.place(name) : null,
  }))
  if (json) return sayJson({ config: config.file, settings: shown })
  const rows = shown.map(({ name, value, origin, place }) => [
    name,
    value === '' ? '-' : value,
    `${told(ORIGINS[origin])}${place === null ? '' : ` ${place}`}`,
  ])
  say(...table(rows), '', config.file === null ? t('설정 파일 없음', 'no config file') : config.file)
  const set = shown.filter(({ origin }) => origin !== 'default').length
  say(t(`기본값과 다른 곳에서 온 설정 ${set}개`, `${count(set, 'setting')} from elsewhere than the defaults`))
}
