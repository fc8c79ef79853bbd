/** Every PG, one file each. The first one is the default PG of a merchant who configured none. */
import type { Pg } from '../pg.ts'
import { danal } from './danal.ts'
import { html5_inicis } from './html5_inicis.ts'
import { kakao } from './kakao.ts'
import { nice } from './nice.ts'

export const PGS: readonly Pg[] = [html5_inicis, nice, kakao, danal]

/** A PG by its code; undefined for a word that is none. */
export function pgByCode(code: string): Pg | undefined {
  return PGS.find((pg) => pg.code === code)
}
