/** A shop in a process of its own, as it would be, and what it costs. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { stopwatch } from '../../src/core/clock.ts'
import type { HuntOptions } from '../../src/hunt/found.ts'
import { readAdapter } from '../../src/replay/replay.ts'
import { openStage } from '../../src/replay/stage.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

export interface RunningShop extends Pick<HuntOptions, 'stage' | 'target'> {
  readonly pid: number
}

/** A hunt for one buyer with all that can be sold. */
export const PLAIN = {
  adapter: readAdapter(resolve(ROOT, 'fixtures/shops/demo/iamport-shop.yml')),
  for_ms: Number.POSITIVE_INFINITY,
  buyers: 1,
  only: [],
  timeout_ms: 10_000,
  known: new Set<string>(),
}

export async function withShop<T>(name: string, work: (shop: RunningShop) => Promise<T>): Promise<T> {
  const stage = await openStage(0)
  const env = { ...process.env, IAMPORT_SANDBOX_URL: stage.url, PORT: '0' }
  const shop = spawn(process.execPath, ['fixtures/shops/serve.js', name], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const target = await new Promise<string>((done, failed) => {
      createInterface({ input: shop.stdout }).once('line', (line) => done(line.replace('ready ', '')))
      shop.once('exit', () => failed(new Error(`${name} does not start`)))
    })
    return await work({ stage, target, pid: shop.pid! })
  } finally {
    shop.kill()
    await stage.close()
  }
}

/** How long one plain question to the shop takes, in milliseconds. */
export async function bareRoundTrip({ target }: RunningShop): Promise<number> {
  const TIMES = 300
  const elapsed = stopwatch()
  for (let n = 0; n < TIMES; n++) await (await fetch(`${target}/orders.json`)).text()
  return elapsed() / TIMES
}

/** Processor time that a process has used so far; NaN where the system does not say. */
export function cpuMsOf(pid: number): number {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const fields = after.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}
