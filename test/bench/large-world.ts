/** What the benches of large worlds have in common: a payment to copy, a caller, the middle call, and a table of two worlds. */
import { writeFileSync } from 'node:fs'
import { type Agent, request } from 'node:http'
import { readWorld } from '../../src/world/read.ts'

export const CALLS = Number(process.env.BENCH_CALLS ?? 400)
/** How much slower the larger world may be. */
const AIM = 1.5

export const CARD = {
  card_number: '4242-4242-4242-4242',
  expiry: '2030-12',
  birth: '900101',
  pwd_2digit: '00',
  name: '주문명',
}
export const impUid = (n: number) => `imp_${String(n).padStart(12, '0')}`

/** KCP's: of its payments `balance` tells. */
export const MODEL = readWorld({
  payments: [{ imp_uid: 'imp_model', merchant_uid: 'model', pg_provider: 'kcp', amount: 1004 }],
})

export function caller(url: string, agent: Agent, token = '') {
  const { hostname, port } = new URL(url)
  return (method: string, path: string, body?: object): Promise<number> =>
    new Promise((resolve, reject) => {
      const headers = { authorization: token, 'content-type': 'application/json' }
      const sent = request({ hostname, port, method, path, agent, headers }, (res) => {
        res.resume()
        res.once('end', () =>
          res.statusCode === 200 ? resolve(200) : reject(new Error(`${path}: ${res.statusCode}`)),
        )
      })
      sent.once('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
}

/** Milliseconds of the middle call of each, after a warm-up: one call of the one, one of the other. */
async function medians(runs: readonly ((n: number) => Promise<number>)[]): Promise<number[]> {
  for (const run of runs) for (let n = 0; n < CALLS / 8; n++) await run(CALLS + n)
  const times = runs.map((): number[] => [])
  for (let n = 0; n < CALLS; n++) {
    for (const [which, run] of runs.entries()) {
      const before = process.hrtime.bigint()
      await run(n)
      times[which]!.push(Number(process.hrtime.bigint() - before) / 1e6)
    }
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]!)
}

type Calls = Readonly<Record<string, (n: number) => Promise<number>>>

/** Each call in the small world and in the large one, in turns: a machine may be twice as fast in one minute as in the next. */
export async function comparedCalls(few: Calls, many: Calls): Promise<Compared[]> {
  const rows: Compared[] = []
  for (const call of Object.keys(few)) {
    const [a = Number.NaN, b = Number.NaN] = await medians([few[call]!, many[call]!])
    rows.push({ call, few: a.toFixed(3), many: b.toFixed(3), ratio: (b / a).toFixed(2) })
  }
  return rows
}

interface Compared {
  readonly call: string
  readonly few: string
  readonly many: string
  readonly ratio: string
}

export function tellApart(
  rows: readonly Compared[],
  few: number,
  many: number,
  out: string | undefined,
): void {
  console.table(
    rows.map((row) => ({
      call: row.call,
      [`p50 ms at ${few}`]: row.few,
      [`p50 ms at ${many}`]: row.many,
      ratio: row.ratio,
    })),
  )
  if (out) writeFileSync(out, JSON.stringify(rows))
}

export const tooSlow = (rows: readonly Compared[]) =>
  rows.filter(({ ratio }) => Number(ratio) > AIM).map(({ call, ratio }) => `${call} ${ratio}`)
