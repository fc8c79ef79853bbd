/** The table of docs/capture.md: what the test has found with its probes. What stands around it is written by hand. */
import type { Probe } from './probes.ts'

export type Outcome = 'reached' | 'escaped'

const SIGNS = { reached: '✓', escaped: '✗' } as const

const TITLES = '| 언어 | 클라이언트 | `run` | |\n|---|---|---|---|\n'

/** The page with its table anew. Of a client that is not on this machine it keeps what it says: that was found elsewhere. */
export function capturePage(
  page: string,
  probes: readonly Probe[],
  found: ReadonlyMap<Probe, Outcome>,
): string {
  const lines = page.split('\n')
  const rows = probes.map((probe) => {
    const { runtime, client, escapes = '' } = probe
    const start = `| ${runtime} | ${client} | `
    const outcome = found.get(probe)
    if (outcome !== undefined) return `${start}${SIGNS[outcome]} | ${escapes} |\n`
    return `${lines.find((line) => line.startsWith(start)) ?? `${start}– | 실행하지 않음 |`}\n`
  })
  const from = page.indexOf(TITLES)
  const to = page.indexOf('\n\n', from) + 1
  return page.slice(0, from) + TITLES + rows.join('') + page.slice(to)
}
