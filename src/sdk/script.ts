/** Puts iamport.payment.js together for one version: plain scripts, and the differences that the version's table names. */
import { CERTIFICATION_PGS } from '../catalog/certifications/index.ts'
import type { WindowRule } from '../catalog/pg.ts'
import { PGS } from '../catalog/pgs/index.ts'
import { atLeast, DIFFERENCES, differencesOf, publishedVersion } from '../catalog/sdk-versions.ts'
import { json, type Views } from '../core/views.ts'

/** In this order: each one only uses those before it while it loads. */
const PARTS = ['page', 'dialog', 'frames', 'popups', 'requests', 'answers', 'ui', 'methods'] as const

const METHODS = [
  'agency',
  'certification',
  'communicate',
  'naver_zzim',
  'close',
  'deinit',
  'payport',
  'loadUI',
  'updateLoadUIRequest',
  'loadModule',
] as const

export interface SdkConfig {
  /** Where the frames are. */
  readonly origin: string
  /** The version in the script's name. */
  readonly asked: string
  /** `required`: fail in a page without jQuery, as the real script does. */
  readonly jquery: 'optional' | 'required'
  /** Whether it is imported: `import IMP from '…/v1/iamport.esm.js'`. */
  readonly is_module?: boolean
}

/** The whole script. Up to 1.2.0 what is loaded first wins, v1 takes the place of what is there, as in the vendor's. */
export function sdkScript(views: Views, { origin, asked, jquery, is_module = false }: SdkConfig): string {
  const version = publishedVersion(asked)
  const config = {
    origin,
    asked,
    version,
    jquery,
    pgs: Object.fromEntries(PGS.map(({ code, window }) => [code, rulesOf(code, window.opens, version)])),
    certifications: Object.fromEntries(
      CERTIFICATION_PGS.flatMap(({ code, windows }) =>
        windows ? [[code, rulesOf(`${code}_CERT`, windows, version)]] : [],
      ),
    ),
    methods: Object.fromEntries(METHODS.map((name) => [name, comesWith(name)])),
  }
  const parts = PARTS.map((part) => views.source(`browser/sdk/${part}.js`))
  return `/* iamport.payment.js ${version} of iamport-sandbox. No real payment is made with it. */
;(function (window, document) {
${atLeast(version, 'v1') ? '' : 'if (window.IMP) return\n'}var sdk = { config: ${json(config)}, does: ${json(differencesOf(version))}, user_code: null, tier_code: null }
${parts.join('\n')}
})(window, document)
${is_module ? EXPORTS : ''}`
}

/** What pages import of the vendor's module (observed). Its `slots` name other servers; here the sandbox is all of them. */
const EXPORTS = 'export const slots = {}\nexport default window.IMP\n'

type Windows = { readonly pc: readonly WindowRule[]; readonly mobile: readonly WindowRule[] }

/** How a PG's window opens in this version: what is left are the parameters of the order. */
function rulesOf(code: string, { pc, mobile }: Windows, version: string) {
  const holds = ({ since, before }: WindowRule) =>
    (!since || atLeast(version, since)) && (!before || !atLeast(version, before))
  const shape = ({ kind, width, height, name = `IMP_${code}`, opener_name, popup, asked }: WindowRule) => ({
    ...{ kind, width, height, opener_name, popup, asked },
    ...(kind === 'popup' ? { name } : {}),
  })
  return { pc: pc.filter(holds).map(shape), mobile: mobile.filter(holds).map(shape) }
}

function comesWith(name: (typeof METHODS)[number]): string {
  const { since, until } = DIFFERENCES[name]
  return until ? `it is in ${since} to ${until} only.` : `load ${since} or a newer one.`
}
