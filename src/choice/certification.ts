/** Which PG of identity verification and which window a page or a server gets. */

import type { CertificationPg } from '../catalog/certifications/certification-pg.ts'
import { CERTIFICATION_PGS, certificationPg } from '../catalog/certifications/index.ts'
import type { WindowRule } from '../catalog/pg.ts'
import { refusal } from '../catalog/refusals.ts'
import { atLeast, has } from '../catalog/sdk-versions.ts'
import { say } from '../core/bilingual.ts'
import type { Device } from '../kit/steps.ts'
import type { Channel } from './choose.ts'

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
    say(
      '본인인증(type: certification) 채널이 없습니다. `channels`에 추가하세요.',
      'No channel of type certification is configured: add one to `channels`.',
    ),
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
