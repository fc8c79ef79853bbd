/** Which PGs can do something over REST. */
import type { Ability } from '../catalog/abilities.ts'
import { PGS, pgByCode } from '../catalog/pgs/index.ts'

/** Whether a PG can do that. */
export function isAble(pg_provider: string, ability: Ability): boolean {
  return pgByCode(pg_provider)?.rest.able?.includes(ability) ?? false
}

/** The codes of all PGs that can. */
export function ableTo(ability: Ability): readonly string[] {
  return PGS.filter(({ rest }) => rest.able?.includes(ability)).map(({ code }) => code)
}
