/** The PG that somebody means by `{PG}` or `{PG}.{MID}`, or the code that is nearest to what was typed. */

import type { Pg } from '../catalog/pg.ts'
import { PGS, pgByCode } from '../catalog/pgs/index.ts'
import { nearest } from '../core/nearest.ts'

/** Only of PGs that sell: those that verify identities take no orders. */
export function findPg(wanted: string): { pg: Pg | undefined; similar: string | null } {
  const [code = ''] = wanted.split('.')
  const sells = (pg: Pg) => pg.sells.pay_methods.length > 0
  const pg = pgByCode(code)
  if (pg && sells(pg)) return { pg, similar: null }
  const codes = PGS.filter(sells).map((other) => other.code)
  return { pg: undefined, similar: nearest(code, codes) }
}
