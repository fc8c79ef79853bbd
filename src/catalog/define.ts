/** What a PG is unless its file says otherwise, so that a file only says what is special about its PG. */
import { assumed, type Provenance } from '../core/provenance.ts'
import { COMMON_DECLINES } from './declines.ts'
import type { Pg, Skin, SourcedFact } from './pg.ts'

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
    sources: { ...assumedBy(special), ...special.sources },
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

/** What a file does not say is of our own making. */
function assumedBy(special: object): Partial<Record<SourcedFact, Provenance>> {
  const missing = (fact: SourcedFact) => !(fact in special)
  return {
    ...(missing('test_mids') && { test_mids: assumed('none is published; made up') }),
    ...(missing('currencies') && { currencies: assumed('won, where no source says otherwise') }),
    ...(missing('vbank_days') && { vbank_days: assumed('a week, as many shops have it') }),
    ...(missing('vbank_holder') && { vbank_holder: assumed('a name of our own') }),
    ...(missing('vbank_num') && {
      vbank_num: assumed('14 digits that begin with 562, as one real number did'),
    }),
    pg_tid: assumed('no source has its shape'),
    receipt: assumed('where no source says that there is none'),
  }
}

const PLAIN_CANCEL = {
  message: '사용자가 결제를 취소하셨습니다',
  known: assumed('the wording of html5_inicis; none is recorded for this PG'),
}
