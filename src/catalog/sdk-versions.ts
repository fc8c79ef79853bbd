/** The versions of iamport.payment.js: what a page may load, and the one table of what each one does differently. */
import { assumed, docs, manual, observed, type Provenance } from '../core/provenance.ts'

/** Every version that was published; `v1` is `/v1/iamport.js`, which calls itself 1.3.0. */
export const SDK_VERSIONS = [
  '1.0.0',
  '1.1.0',
  '1.1.1',
  '1.1.2',
  '1.1.3',
  '1.1.4',
  '1.1.5',
  '1.1.6',
  '1.1.7',
  '1.1.8',
  '1.2.0',
  'v1',
] as const

export type SdkVersion = (typeof SDK_VERSIONS)[number]

/** The version of the manual. The script without a number is 1.0.0, frozen. */
export const SDK_DEFAULT = '1.1.5'

interface DifferenceRow {
  /** The first version that does it. */
  readonly since: SdkVersion
  /** The last version that does it; missing: all that follow. */
  readonly until?: SdkVersion
  readonly what: string
  readonly known: Provenance
}

const table = docs("the vendor's table of versions")
const release = docs('SDK release note')
const source = observed('source of the SDK')

/**
 * Whatever a version does differently. Scripts are served with the differences that hold for them, the server asks `has`.
 * How a PG's window opens in which version stands in that PG's own rules (`since`).
 */
const rows = {
  // What it understands
  pg: { since: '1.1.0', what: "`pg: '{PG}'` chooses among several PGs", known: table },
  pg_mid: { since: '1.1.1', what: "`pg: '{PG}.{MID}'` chooses a shop id", known: table },
  default_first: {
    since: '1.1.2',
    what: 'the default PG is compared first among several shop ids',
    known: table,
  },
  channel_key: { since: 'v1', what: '`channelKey` in place of `pg`', known: docs('v1-sdk/payrq') },
  certification_popup: { since: '1.1.6', what: '`popup` of IMP.certification', known: table },
  completes_late: {
    since: '1.2.0',
    what: "the caller's object is completed when its frame has loaded, not at the call",
    known: source,
  },

  // Methods
  agency: { since: '1.1.4', what: 'IMP.agency', known: table },
  certification: { since: '1.1.4', what: 'IMP.certification', known: table },
  communicate: { since: '1.1.4', what: 'IMP.communicate', known: assumed('the exact 1.1.x is in no source') },
  naver_zzim: { since: '1.1.6', what: 'IMP.naver_zzim', known: table },
  deinit: {
    since: 'v1',
    what: 'IMP.deinit',
    known: observed('the types that pages of the vendor declare for the module'),
  },
  close: { since: '1.2.0', what: 'IMP.close', known: source },
  payport: { since: '1.2.0', until: '1.2.0', what: 'IMP.payport', known: source },
  loadUI: { since: 'v1', what: 'IMP.loadUI', known: docs('pg/spb, pg/rt, pg/toss-brandpay/widget') },
  updateLoadUIRequest: { since: 'v1', what: 'IMP.updateLoadUIRequest', known: docs('pg/spb') },
  loadModule: { since: 'v1', what: 'IMP.loadModule', known: docs('v1-sdk/load-module') },

  // What it does
  preflight_redirect: {
    since: '1.1.5',
    what: 'a phone without a callback learns at m_redirect_url of a failure before the window, too',
    known: manual('2.1.3'),
  },
  cert_close: {
    since: '1.1.7',
    what: 'the X on the danal certification layer calls the callback',
    known: release,
  },
  module_missing: {
    since: '1.2.0',
    what: 'F1001 when no PG module fits the call; older versions return silently',
    known: source,
  },
  error_coe: {
    since: '1.2.0',
    until: '1.2.0',
    what: 'that F1001 stands under `error_coe`',
    known: source,
  },
  jquery: {
    since: '1.0.0',
    until: '1.2.0',
    what: "needs the page's jQuery",
    known: manual('1.1'),
  },
  single_frame: { since: '1.0.0', until: '1.0.0', what: 'one frame, without a PG list', known: source },
  wrapper: {
    since: 'v1',
    what: 'the container is div#imp-iframe-wrapper with iframe#imp-iframe',
    known: observed("merchants' style sheets and tests"),
  },

  // Results
  redirect_error_code: {
    since: '1.2.0',
    what: 'the query of a failed redirect has an error_code besides the error_msg',
    known: docs('auth/guide/4, 2023'),
  },
  reduced_results: {
    since: 'v1',
    what: 'newer PGs answer imp_uid and merchant_uid alone, and error_code, error_msg on failure',
    known: docs('v1-sdk/payrt'),
  },
  imp_success: {
    since: 'v1',
    what: 'results of the other PGs have imp_success besides success',
    known: docs('v1-sdk/payrt: some PGs return imp_success instead'),
  },
} as const satisfies Record<string, DifferenceRow>

export type Difference = keyof typeof rows

/** The table itself, for the reference pages. */
export const DIFFERENCES: Readonly<Record<Difference, DifferenceRow>> = rows

/** Whether a version does this. */
export function has(version: string, difference: Difference): boolean {
  const { since, until } = DIFFERENCES[difference]
  return atLeast(version, since) && (until === undefined || atLeast(until, version))
}

/** All that a version does, as the script is told. */
export function differencesOf(version: string): Record<Difference, boolean> {
  const names = Object.keys(DIFFERENCES) as Difference[]
  return Object.fromEntries(names.map((name) => [name, has(version, name)])) as Record<Difference, boolean>
}

/** The version that a script's name asks for; the next older one for a number that was never published. */
export function publishedVersion(asked: string): SdkVersion {
  return SDK_VERSIONS.findLast((version) => atLeast(asked, version)) ?? '1.0.0'
}

/** What the `pg` of a page means to its SDK: nothing to 1.0.0, and no shop id to 1.1.0. */
export function pgAsked(pg: string | undefined, version: string): string | undefined {
  if (!has(version, 'pg')) return undefined
  return pg?.includes('.') && !has(version, 'pg_mid') ? undefined : pg
}

/** Whether one version is the same as another, or newer. `v1` is newer than every numbered one. */
export function atLeast(version: string, wanted: string): boolean {
  return rank(version) >= rank(wanted)
}

function rank(version: string): number {
  if (version === 'v1') return 1_003_000
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return major * 1_000_000 + minor * 1_000 + patch
}
