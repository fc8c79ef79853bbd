/**
 * Which commands there are. Each is loaded when it is run, or when all of them are looked at: a command costs what it needs. `payments` is
 * what people type most, and is of little more than what every command has.
 */
import type { Command, Option } from 'commander'
import { type Bilingual, say } from '../core/bilingual.ts'
import { t } from './lang.ts'
import { definePayments } from './payments.ts'

/** `whole`: the program with all its commands, for those that tell of them. */
export type Define = (program: Command, whole: () => Promise<Command>) => void

interface Row {
  readonly load: () => Promise<Define>
  /** Under which heading of the top page it stands. */
  readonly group: Bilingual
}

const BEGIN = say('시작:', 'To begin:')
const PAYING = say('결제와 시간:', 'Payments and time:')
const STATE = say('상태:', 'State:')
const FAILING = say('장애와 검증:', 'Failures:')
const TOOLS = say('도구:', 'Tools:')

const row = (group: Bilingual, load: Row['load']): Row => ({ group, load })

export const COMMANDS: Readonly<Record<string, Row>> = {
  start: row(BEGIN, async () => (await import('./start.ts')).defineStart),
  run: row(BEGIN, async () => (await import('./run.ts')).defineRun),
  init: row(BEGIN, async () => (await import('./init.ts')).defineInit),
  env: row(BEGIN, async () => (await import('./env.ts')).defineEnv),
  open: row(BEGIN, async () => (await import('./open-url.ts')).defineOpen),
  pay: row(PAYING, async () => (await import('./pay.ts')).definePay),
  deposit: row(PAYING, async () => (await import('./deposit.ts')).defineDeposit),
  cancel: row(PAYING, async () => (await import('./cancel.ts')).defineCancel),
  payments: row(PAYING, async () => definePayments),
  webhooks: row(PAYING, async () => (await import('./webhooks.ts')).defineWebhooks),
  advance: row(PAYING, async () => (await import('./advance.ts')).defineAdvance),
  settle: row(PAYING, async () => (await import('./settle.ts')).defineSettle),
  status: row(STATE, async () => (await import('./status.ts')).defineStatus),
  logs: row(STATE, async () => (await import('./logs.ts')).defineLogs),
  health: row(STATE, async () => (await import('./health.ts')).defineHealth),
  stop: row(STATE, async () => (await import('./stop.ts')).defineStop),
  reset: row(STATE, async () => (await import('./reset.ts')).defineReset),
  export: row(STATE, async () => (await import('./export.ts')).defineExport),
  import: row(STATE, async () => (await import('./import.ts')).defineImport),
  merchants: row(STATE, async () => (await import('./merchants.ts')).defineMerchants),
  replay: row(FAILING, async () => (await import('./replay.ts')).defineReplay),
  record: row(FAILING, async () => (await import('./record.ts')).defineRecord),
  hunt: row(FAILING, async () => (await import('./hunt.ts')).defineHunt),
  scenario: row(FAILING, async () => (await import('./scenario.ts')).defineScenario),
  mcp: row(TOOLS, async () => (await import('./mcp.ts')).defineMcp),
  doctor: row(TOOLS, async () => (await import('./doctor.ts')).defineDoctor),
  ca: row(TOOLS, async () => (await import('./ca.ts')).defineCa),
  clean: row(TOOLS, async () => (await import('./clean.ts')).defineClean),
  completion: row(TOOLS, async () => (await import('./completion.ts')).defineCompletion),
  help: row(TOOLS, async () => (await import('./help-command.ts')).defineHelp),
}

/** The command of this name; undefined where there is none. */
export const commandNamed = (name = ''): Row | undefined =>
  Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined

/** What every command takes. */
export const langOption = (command: Command): Option =>
  command.createOption('--lang <ko|en>', t('메시지의 언어', 'language of messages')).choices(['ko', 'en'])
