/** A sandbox to be fuzzed: sends one request after the other, and says what is wrong with an answer. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { controlRows } from '../../src/control/rows.ts'
import type { Operation } from '../../src/core/operation.ts'
import { createHttpServer } from '../../src/rest/server.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { lookInto } from '../sqlite.ts'
import type { Sent } from './requests.ts'
import { connection } from './wire.ts'

export interface Heard {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly wall_ms: number
  /** CPU of the whole process, ours who ask included; null where nobody asked for it (to ask takes half a millisecond). */
  readonly cpu_ms: number | null
}

/** In memory where the system has such files: a second pair of eyes looks into the same file. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const SETTINGS = {
  keep_trace: '0',
  seed: '1',
  port: '0',
  clock: '2026-01-01T00:00:00+09:00',
  seed_data: 'official-clients',
}

export type Fuzzed = Awaited<ReturnType<typeof startFuzzed>>

export async function startFuzzed() {
  const folder = mkdtempSync(join(FOLDER, 'fuzz-'))
  const db = join(folder, 'sandbox.db')
  const instance = await createInstance(readSettings({ ...SETTINGS, db }))
  const eyes = lookInto(db)
  const version = eyes.prepare('pragma data_version')
  await instance.loadApp()
  const server = createHttpServer(instance.app)
  const agent = Object.assign(new Agent({ keepAlive: true, maxSockets: 1 }), {
    createConnection() {
      const [here, there] = connection()
      server.emit('connection', there)
      return here
    },
  })
  const { access_token } = instance.merchants.issueToken('0000000000000000', 'iamport-sandbox-secret')
  const control = controlRows(instance)
  let window = 'none'

  function hear({ method, path, type, body }: Sent, is_measured: boolean): Promise<Heard> {
    return new Promise((resolve, reject) => {
      const before = is_measured ? process.cpuUsage() : null
      const start = performance.now()
      const headers = {
        host: '127.0.0.1:4780',
        authorization: access_token,
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
      }
      const target = path.replaceAll('{window}', window)
      const sent = request({ method, path: target, headers, agent, timeout: 20_000 }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.once('error', reject)
        res.on('end', () => {
          const wall_ms = performance.now() - start
          const used = before === null ? null : process.cpuUsage(before)
          const cpu_ms = used === null ? null : (used.user + used.system) / 1000
          const text = Buffer.concat(chunks).toString('utf8')
          const opened = /"url":"\/(?:checkout|certificates)\/([\w-]+)"/.exec(text)?.[1]
          if (opened) window = opened
          const content_type = res.headers['content-type'] ?? ''
          resolve({ status: res.statusCode ?? 0, type: content_type, text, wall_ms, cpu_ms })
        })
      })
      sent.once('timeout', () => sent.destroy(new Error('no answer within 20 seconds')))
      sent.once('error', reject)
      sent.end(body)
    })
  }

  /** What is kept besides the database, and whether anybody has written to that. */
  function state(): string {
    const { clock, dice, scenarios, snapshots } = instance
    return JSON.stringify([
      version.get({}),
      clock.state(),
      dice.seed,
      scenarios.list().map(({ scenario, fault }) => [scenario, fault]),
      snapshots.list(),
    ])
  }

  return {
    rest: instance.operations,
    control: control.filter(isWorthAsking),

    /** Sends it; what is wrong with the answer, or null. */
    async complaint(sent: Sent, is_measured = false): Promise<{ text: string | null; heard: Heard | null }> {
      instance.journal.clear()
      try {
        const before = state()
        const heard = await hear(sent, is_measured)
        const fault = instance.journal.events().find(({ kind }) => kind === 'fault')
        const text = fault
          ? `fault: ${fault.text.split('\n').slice(0, 3).join(' | ')}`
          : (wrongWith(sent, heard) ?? (isRefused(sent, heard) && state() !== before ? CHANGED : null))
        return { text, heard }
      } catch (error) {
        return { text: `no answer: ${error instanceof Error ? error.message : String(error)}`, heard: null }
      }
    },

    async close(): Promise<void> {
      agent.destroy()
      instance.waiter.stop('closed')
      eyes.close()
      await instance.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** An event stream has no end. */
function isWorthAsking({ path }: Operation): boolean {
  return path !== '/events'
}

const CHANGED = 'it was refused, and changed something all the same'

/** A call of an API that was told no. A wrong one-time password is counted although it is refused. */
function isRefused({ surface, path }: Sent, { status, text }: Heard): boolean {
  if (surface === 'control' || path.startsWith('/_sandbox')) return status >= 400
  if (surface !== 'rest' || path.startsWith('/certifications/otp/confirm/')) return false
  const { code } = parsed(text) ?? {}
  return typeof code === 'number' && code !== 0
}

/** A fault of our own; a documented 500 is a PG's refusal and has another text. */
const OWN_FAULT = '서버 오류가 발생하였습니다.'

function wrongWith({ surface, path, method }: Sent, { status, text, type }: Heard): string | null {
  if (/\n\s+at \S.*:\d+:\d+/.test(text)) return 'a stack trace'
  if (method === 'HEAD') return status >= 500 ? `${status}` : null
  if (surface === 'rest') return wrongEnvelope(status, text, type)
  if (surface === 'control') return wrongControl(status, text)
  if (status >= 500) return `${status}: ${text.slice(0, 200)}`
  if (path.startsWith('/_sandbox') && status >= 400) return wrongControl(status, text)
  return null
}

function wrongEnvelope(status: number, text: string, type: string): string | null {
  // Addresses beside the operations may be pages of other surfaces.
  if (!type.startsWith('application/json')) return status >= 500 || type === '' ? `${status} ${type}` : null
  const envelope = parsed(text)
  if (envelope === null) return `no JSON object: ${text.slice(0, 100)}`
  const { code, message, response } = envelope
  if (Object.keys(envelope).slice(0, 3).join() !== 'code,message,response') return 'outside the envelope'
  if (!Number.isInteger(code)) return 'code is no number'
  if (message === OWN_FAULT) return 'a fault of our own'
  if (status >= 300 && code === 0) return `code 0 with ${status}`
  if (code !== 0 && (response !== null || typeof message !== 'string')) return 'a refusal with a response'
  return null
}

function wrongControl(status: number, text: string): string | null {
  if (status < 400) return null
  if (status >= 500) return `${status}: ${text.slice(0, 200)}`
  const error = parsed(text)?.error
  if (typeof error !== 'object' || error === null) return `${status} without an error: ${text.slice(0, 100)}`
  const { name, message } = error as Record<string, unknown>
  return typeof name === 'string' && typeof message === 'string' ? null : 'an error without name or message'
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
