/** `--pg` and `--pay-method` by their exact names: a typing mistake on the command line is told, though a page's would go to the default PG. */

import { PAY_METHODS } from '../catalog/methods/index.ts'
import { findPg } from '../choice/find-pg.ts'
import { nearest } from '../core/nearest.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

export function mustBeKnown({ pg, payMethod }: { readonly pg?: string; readonly payMethod?: string }): void {
  if (pg !== undefined) {
    const { pg: found, similar } = findPg(pg)
    if (!found) refuse('--pg', pg, similar ?? null, t('PG사는', 'PG'), 'docs/pgs.md')
  }
  if (payMethod === undefined) return
  const codes = PAY_METHODS.map(({ code }) => code)
  if (!codes.includes(payMethod))
    refuse(
      '--pay-method',
      payMethod,
      nearest(payMethod, codes),
      t('결제수단은', 'pay method'),
      codes.join(', '),
    )
}

function refuse(flag: string, given: string, similar: string | null, what: string, all: string): never {
  const advice = similar === null ? all : t(`혹시 ${similar} 인가요?`, `did you mean ${similar}?`)
  throw new Failure(
    t(
      `${flag} ${given}: 그런 ${what} 없습니다; ${advice}`,
      `${flag} ${given}: there is no such ${what}; ${advice}`,
    ),
    2,
  )
}
