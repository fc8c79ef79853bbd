/** What a PG is unless its file says otherwise, so that a file only says what is special about its PG. */
import { assumed, type Provenance } from '../core/provenance.ts'
import { COMMON_DECLINES } from './declines.ts'
import type {
  Accounts,
  Home,
  Mids,
  Pg,
  Reports,
  Rest,
  Sells,
  SourcedFact,
  Takes,
  Window,
  Words,
} from './pg.ts'

/** What a PG file says: the groups that it leaves out, or says only a part of, are filled in. */
interface Special extends Pick<Pg, 'code' | 'name' | 'known' | 'legacy' | 'notes' | 'billing' | 'cancel'> {
  readonly sources?: Pg['sources']
  readonly mids?: Mids
  readonly sells: Pick<Sells, 'pay_methods'> & Partial<Sells>
  readonly order?: Partial<Takes>
  readonly window: Pick<Window, 'opens'> & Partial<Window>
  readonly home?: Home
  readonly vbank?: Partial<Accounts>
  readonly reports?: Partial<Reports>
  readonly rest?: Rest
  readonly refusals?: Partial<Words>
  readonly quirks?: Pg['quirks']
}

/** A PG from what is special about it. Where no test shop id is published, one of our own making stands in. */
export function definePg(special: Special): Pg {
  return {
    ...special,
    sources: { ...assumedBy(special), ...special.sources },
    mids: special.mids ?? { test: [`${special.code}_test`] },
    sells: { currencies: ['KRW'], ...special.sells },
    order: { required: [], ...special.order },
    window: {
      color: '#2b3440',
      ink: '#ffffff',
      accent: '#2b5fb0',
      layout: 'sheet',
      english: 'always',
      ...special.window,
    },
    home: special.home ?? {},
    vbank: { days: 7, holder: '아임포트샌드박스', ...special.vbank },
    reports: { pg_tid: { '*': '{yyyyMMddHHmmss}{digits:6}' }, receipt: true, ...special.reports },
    rest: special.rest ?? {},
    refusals: {
      cancelled: PLAIN_CANCEL,
      format: '[{code}] {message}',
      declined: COMMON_DECLINES,
      ...special.refusals,
    },
    quirks: special.quirks ?? {},
  }
}

/** What a file does not say is of our own making. */
function assumedBy({ mids, sells, vbank }: Special): Partial<Record<SourcedFact, Provenance>> {
  return {
    ...(!mids && { test_mids: assumed('none is published; made up') }),
    ...(!sells.currencies && { currencies: assumed('won, where no source says otherwise') }),
    ...(vbank?.days === undefined && { vbank_days: assumed('a week, as many shops have it') }),
    ...(vbank?.holder === undefined && { vbank_holder: assumed('a name of our own') }),
    ...(vbank?.num === undefined && {
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
