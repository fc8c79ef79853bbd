/** What a scenario has shown of a shop: the findings, and whether it held. */
import { type Bilingual, inLang, say } from '../core/bilingual.ts'
import { effectText } from '../scenarios/lines.ts'
import { audit } from './audit.ts'
import type { Evidence } from './evidence.ts'
import { unmet } from './expect.ts'
import type { Finding } from './findings.ts'
import { reconcile } from './ledger.ts'
import { JOURNAL_LANG, type Log } from './log.ts'
import type { Scenario } from './scenario.ts'
import type { Shop } from './shop.ts'

export interface Verdict {
  readonly name: string
  readonly why: Scenario['why']
  readonly file: string
  readonly holds: boolean
  readonly findings: readonly Finding[]
  /** Faults that were never reached, and other things to know. */
  readonly notes: readonly Bilingual[]
  readonly journal: string
  readonly ms: number
}

export async function judge(
  scenario: Scenario,
  seen: Evidence,
  shop: Shop,
  log: Log,
): Promise<Pick<Verdict, 'holds' | 'findings' | 'notes'>> {
  const { forgive, ledger } = scenario.expect
  const all = [
    ...audit(seen),
    ...(ledger === 'even' ? reconcile(seen) : []),
    ...(await unmet(scenario.expect, seen, shop)),
  ]
  const findings = all
    .filter(({ name }) => !forgive.includes(name))
    .map(({ name, detail }) => ({ name, detail: log.namedIn(detail) }))
  const notes = seen.unused.map(({ fault }) => {
    const what = `${fault.at} ${effectText(fault)}`
    return say(`쓰이지 않은 장애: ${what}`, `a fault that never acted: ${what}`)
  })
  if (seen.ledger === null && shop.adapter.ledger === undefined)
    notes.push(
      say(
        '상점의 주문을 볼 수 없어 주문 내역은 맞춰 보지 않았습니다',
        'the shop shows no orders: they were not held against the money',
      ),
    )
  for (const { name, detail } of findings) log.write('verdict', `${name} ${inLang(detail, JOURNAL_LANG)}`)
  log.write('verdict', findings.length === 0 ? 'holds' : 'broken')
  return { holds: findings.length === 0, findings, notes }
}
