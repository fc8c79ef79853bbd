/** Every PG of identity verification, and which one a page or a server gets. The first one is the default. */
import type { Channel, Device } from '../../choice/choose.ts'
import type { WindowRule } from '../pg.ts'
import { refusal } from '../refusals.ts'
import { atLeast, has } from '../sdk-versions.ts'
import type { CertificationPg } from './certification-pg.ts'
import { danal } from './danal.ts'
import { inicis } from './inicis.ts'
import { inicis_unified } from './inicis_unified.ts'
import { kcp_v2 } from './kcp_v2.ts'

export const CERTIFICATION_PGS: readonly CertificationPg[] = [danal, inicis_unified, inicis, kcp_v2]

/** A PG of identity verification by its code; undefined for a word that is none. */
export function certificationPg(code: string): CertificationPg | undefined {
  return CERTIFICATION_PGS.find((pg) => pg.code === code)
}

export interface ChosenCertification {
  readonly pg: CertificationPg
  readonly pg_id: string
}

/**
 * The PG for `pg: '{PG}'` or `'{PG}.{CPID}'`. A merchant without any channel has them all. One with channels, but none
 * for verification, gets F1001 (SDK 1.2.0).
 */
export function chooseCertification(
  wanted: string | undefined,
  channels: readonly Channel[],
  usable: (pg: CertificationPg) => boolean,
): ChosenCertification {
  const [provider = '', ...rest] = (wanted ?? '').split('.')
  const mid = rest.join('.') || undefined
  if (channels.length === 0) {
    const asked = certificationPg(provider)
    const pg = asked && usable(asked) ? asked : CERTIFICATION_PGS.find(usable)!
    return { pg, pg_id: (pg === asked ? mid : undefined) ?? pg.test_mids[0] }
  }
  const open = channels.flatMap(({ type, pg_provider, pg_id }): ChosenCertification[] => {
    const pg = certificationPg(pg_provider)
    return type === 'certification' && pg && usable(pg) ? [{ pg, pg_id }] : []
  })
  const same = open.filter(({ pg }) => pg.code === provider)
  const chosen = same.find(({ pg_id }) => pg_id === mid) ?? same[0] ?? open[0]
  if (chosen) return chosen
  throw refusal(
    'pg_module_missing',
    {},
    'No channel of type certification is configured: add one to `channels`.',
  )
}

export interface CertificationWish {
  readonly popup: boolean | undefined
  readonly m_redirect_url: string | undefined
}

/** The window rule that holds. Before 1.1.6 there is no `popup`, before 1.1.7 no m_redirect_url for verification. */
export function chooseCertificationWindow(
  pg: CertificationPg,
  device: Device,
  sdk: string,
  { popup, m_redirect_url }: CertificationWish,
): WindowRule {
  const asked = has(sdk, 'certification_popup') ? (popup ?? false) : false
  const rules = pg.windows?.[device] ?? []
  const fitting = rules.filter(
    (rule) =>
      (!rule.since || atLeast(sdk, rule.since)) &&
      (rule.popup === undefined || rule.popup === asked) &&
      (rule.asked?.param !== 'm_redirect_url' || Boolean(m_redirect_url)),
  )
  return fitting.at(-1)!
}
