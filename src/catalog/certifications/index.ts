/** Every PG of identity verification. The first one is the default. */
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
