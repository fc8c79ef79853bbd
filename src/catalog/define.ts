/** What a PG is unless its file says otherwise, so that a file only says what is special about its PG. */
import { assumed } from '../core/provenance.ts'
import { COMMON_DECLINES } from './declines.ts'
import type { Pg, Skin } from './pg.ts'

type Special = 'code' | 'name' | 'known' | 'pay_methods' | 'windows'
type Words = Partial<Pg['refusals']>

/** A PG from what is special about it. Where no test shop id is published, one of our own making stands in. */
export function definePg(
  special: Pick<Pg, Special> &
    Partial<Omit<Pg, Special | 'refusals' | 'window'>> & {
      readonly window: Partial<Skin>
      readonly refusals?: Words
    },
): Pg {
  return {
    test_mids: [`${special.code}_test`],
    currencies: ['KRW'],
    required: [],
    vbank_days: 7,
    vbank_holder: '아임포트샌드박스',
    pg_tid: { '*': '{yyyyMMddHHmmss}{digits:6}' },
    receipt: true,
    ...special,
    window: {
      color: '#2b3440',
      ink: '#ffffff',
      accent: '#2b5fb0',
      layout: 'sheet',
      english: 'always',
      ...special.window,
    },
    refusals: {
      cancelled: PLAIN_CANCEL,
      format: '[{code}] {message}',
      declined: COMMON_DECLINES,
      ...special.refusals,
    },
  }
}

const PLAIN_CANCEL = {
  message: '사용자가 결제를 취소하셨습니다',
  known: assumed('the wording of html5_inicis; none is recorded for this PG'),
}
