/** A PG and a pay method in words. Apart from the other words, because it needs the whole catalogue. */
import { payMethod } from '../catalog/methods/index.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { type Bilingual, both, inLang } from '../core/bilingual.ts'

/** `KG이니시스 · 신용카드` */
export function soldBy(pg: string, pay_method: string): Bilingual {
  const names = [pgByCode(pg)?.name ?? pg, payMethod(pay_method)?.name ?? pay_method]
  return both((lang) =>
    names
      .map((name) => inLang(name, lang))
      .filter(Boolean)
      .join(' · '),
  )
}
