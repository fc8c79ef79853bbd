/** The coverage page: every operation of the checklist, how it behaves, how we know, and its example, really run. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Input, Operation } from '../../src/core/operation.ts'
import { readParts } from '../../src/rest/wire.ts'
import { createInstance, type Instance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { readWorld } from '../../src/world/read.ts'
import { preludeOf } from './preludes.ts'

/** fixtures/operations.txt, line by line. */
export function checklist(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../fixtures/operations.txt'), 'utf8')
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

export const nameOf = ({ method, path }: Operation) => `${method} ${path}`

/** The example of a row as a request. */
export function requestOf(
  { method, path, body, example }: Operation,
  token: string,
): { path: string; init: RequestInit } {
  const filled = path.replace(/\/?\{(\w+)(\?)?\}/g, (whole, key: string, may: string | undefined) => {
    const value = example?.params?.[key]
    if (value === undefined) return may ? '' : whole
    return `${whole.startsWith('/') ? '/' : ''}${encodeURIComponent(value)}`
  })
  const query = new URLSearchParams(
    Object.entries(example?.query ?? {}).flatMap(([key, value]) =>
      (Array.isArray(value) ? value : [value]).map((item): [string, string] => [key, String(item)]),
    ),
  )
  const headers = { authorization: token, 'content-type': 'application/json' }
  const sent = body && method !== 'GET' ? JSON.stringify(example?.body ?? {}) : undefined
  return { path: query.size > 0 ? `${filled}?${query}` : filled, init: { method, headers, body: sent } }
}

/** 2026-01-01T00:00:00+09:00 */
const START_S = 1_767_193_200

/** Each example has a world of its own. */
const WORLD = { db: ':memory:', seed: '1', port: '0', clock: '2026-01-01T00:00:00+09:00' }

export interface Run {
  readonly row: Operation
  readonly request: string
  readonly status: number
  readonly answer: string
}

/** Every example, run one after the other in worlds of their own. */
export async function runExamples(): Promise<Run[]> {
  const { operations, close } = await createInstance(readSettings(WORLD))
  await close()
  const runs: Run[] = []
  for (const row of operations) runs.push(await run(nameOf(row)))
  return runs
}

async function run(name: string): Promise<Run> {
  return inWorldOf(name, async ({ row, token, url }) => {
    const { path, init } = requestOf(row, token)
    const answer = await fetch(`${url}${path}`, init)
    const text = (await answer.text())
      .replaceAll(url, 'http://127.0.0.1:4780')
      // Tokens live in real time; the page shows the time of all the others.
      .replace(/"now":\d+,"expired_at":\d+/, `"now":${START_S},"expired_at":${START_S + 1800}`)
    const body = init.body === undefined ? '' : ` ${String(init.body)}`
    return { row, request: `${row.method} ${path}${body}`, status: answer.status, answer: text }
  })
}

export interface Asked {
  readonly row: Operation
  readonly token: string
  readonly url: string
  /** What the sandbox said of faults of its own. */
  readonly faults: () => string[]
}

/** The world that an operation's example speaks of, for as long as it is used. */
export async function inWorldOf<T>(name: string, use: (asked: Asked) => Promise<T>): Promise<T> {
  const world = await worldFor(name)
  const url = await world.listen()
  try {
    const { row, token } = await prepare(world, url, name)
    const faults = () =>
      world.journal
        .events()
        .filter(({ kind }) => kind === 'fault')
        .map(({ text }) => text)
    return await use({ row, token, url, faults })
  } finally {
    await world.close()
  }
}

/** What another merchant gets for the same request: the value, or the refusal. */
export async function askAsStranger(name: string): Promise<unknown> {
  const world = await worldFor(name)
  const url = await world.listen()
  try {
    const { row } = await prepare(world, url, name)
    const { params = {}, query = {}, body = {} } = row.example ?? {}
    const raw = { params, query, body, is_json: true, unread: null }
    const input = { ...readParts(row, raw, 2), merchant: 2, user_agent: '' } as Input<never, never, never>
    return await Promise.resolve(input)
      .then(row.handle)
      .catch((error: unknown) => error)
  } finally {
    await world.close()
  }
}

/** A sandbox with the payments that the example speaks of. */
function worldFor(name: string): Promise<Instance> {
  const { payments = [] } = preludeOf(name)
  return createInstance(readSettings(WORLD), { world: readWorld({ payments }) })
}

/** Brings about what the example needs; answers the row with what nobody can choose filled in. */
async function prepare(world: Instance, url: string, name: string) {
  const { access_token: token } = world.merchants.issueToken('0000000000000000', 'iamport-sandbox-secret')
  const { calls = [], bought = [], settings = {}, take } = preludeOf(name)
  world.merchants.changeSettings(1, settings)
  for (const order of bought) {
    const body = JSON.stringify(order)
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/_sandbox/payments`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`${name}: nobody could buy: ${await answer.text()}`)
  }
  let last: Record<string, string> = {}
  for (const { operation, params, query, body } of calls) {
    const row = rowOf(world.operations, operation)
    const example = { params, query, body } as Operation['example']
    const { path, init } = requestOf({ ...row, example }, token)
    const { response } = JSON.parse(await (await fetch(`${url}${path}`, init)).text())
    if (response === null) throw new Error(`${name}: its prelude ${operation} was refused`)
    last = Array.isArray(response) ? response[0] : response
  }
  const row = withOtp(rowOf(world.operations, name), world)
  const params = take ? { ...row.example?.params, [take]: last[take]! } : row.example?.params
  return { row: { ...row, example: { ...row.example, params } }, token }
}

/** The digits of a text message are nobody's choice either: they stand in the log. */
function withOtp(row: Operation, { journal }: Pick<Instance, 'journal'>): Operation {
  const otp = journal
    .events()
    .flatMap(({ text }) => /인증번호 \[(\d{6})\]/.exec(text)?.[1] ?? [])
    .at(-1)
  if (otp === undefined || !row.path.includes('otp/confirm')) return row
  return { ...row, example: { ...row.example, body: { otp } } }
}

function rowOf(operations: readonly Operation[], name: string): Operation {
  const row = operations.find((operation) => nameOf(operation) === name)
  if (!row) throw new Error(`there is no ${name}`)
  return row
}

/** Longer answers are cut in the page. */
const LONGEST = 700

export function coveragePage(runs: readonly Run[]): string {
  const known = new Map(runs.map((run) => [nameOf(run.row), run]))
  const list = checklist()
  const count = (how: string) => runs.filter(({ row }) => row.known.how === how).length
  const counts = ['manual', 'docs', 'observed', 'assumed'].map((how) => `${how} ${count(how)}`).join(', ')
  const missing = list.filter((name) => !known.has(name))
  const overview = list.map((name) => {
    const run = known.get(name)
    return `| \`${name}\` | ${run?.row.summary ?? 'missing'} | ${run?.row.known.how ?? ''} |`
  })
  const sections = list.flatMap((name) => section(known.get(name)))
  return [
    '<!-- Generated by `npm run docs`; edit the rows in src/, not this page. -->',
    '# Operations of the emulated API',
    `${list.length - missing.length} of ${list.length} operations. How the rows are known: ${counts}. Each example below was really run, in a sandbox of its own with what it needs, at 2026-01-01T00:00:00+09:00 with seed 1.`,
    ['| operation | what it does | known |', '| --- | --- | --- |', ...overview].join('\n'),
    ...sections,
    '',
  ].join('\n\n')
}

function section(run: Run | undefined): string[] {
  if (!run) return []
  const { row, request, status, answer } = run
  const cut = answer.length > LONGEST ? `${answer.slice(0, LONGEST)}…` : answer
  return [
    `## ${nameOf(row)}`,
    row.summary,
    `\`\`\`http\n${request}\n\`\`\``,
    `\`\`\`json\n${status} ${cut}\n\`\`\``,
    `*${row.known.how}: ${row.known.source}*`,
  ]
}
