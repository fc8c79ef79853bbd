/** IMP.certification: the PG and its window are chosen, and the window is open. */

import { refusal } from '../../catalog/refusals.ts'
import type { Certification, CertificationFacts } from '../../certifications/certification.ts'
import {
  type ChosenCertification,
  chooseCertification,
  chooseCertificationWindow,
} from '../../choice/certification.ts'
import type { Origin } from '../../payments/order.ts'
import { type Asked, type Refused, request as requestWindow, textOf } from '../request.ts'
import type { CertificationWindow } from '../window.ts'
import type { CertificationParam } from './param.ts'
import type { CertifyParts } from './parts.ts'
import { type CertificationRsp, refusedResult } from './result.ts'

export type CertificationAsked = Opened | Refused<CertificationRsp>

interface Opened {
  readonly window: CertificationWindow
  readonly certification: Certification
  /** Name of the popup, as the page has opened it. */
  readonly name: string
}

/** Who asks: the browser, and the page in it. */
export type Asker = Origin & { readonly origin: string }

/** What happens when a page calls IMP.certification. `frame_pg` is the PG of the frame that it asked through. */
export function request(
  parts: CertifyParts,
  user_code: string,
  frame_pg: string | undefined,
  { raw, read }: Asked<CertificationParam>,
  from: Asker,
): CertificationAsked {
  return requestWindow({
    raw,
    open: () => open(parts, user_code, frame_pg, read(), from),
    refuse: (reason) => refusedResult(textOf(raw, 'merchant_uid') ?? null, reason),
    tell: parts.refused,
  })
}

function open(
  { certifications, windows, merchants, dice }: CertifyParts,
  user_code: string,
  frame_pg: string | undefined,
  param: CertificationParam,
  from: Asker,
): Opened {
  const merchant = merchants.byUserCode(user_code)
  if (!merchant) throw refusal('user_code_unknown', { user_code })
  const { channels } = merchant.settings
  const chosen = chooseCertification(param.pg || frame_pg, channels, (pg) => pg.windows !== null)
  const { merchant_uid, m_redirect_url, popup } = param
  const rule = chooseCertificationWindow(chosen.pg, from.device, from.sdk, { popup, m_redirect_url })
  return windows.transaction(() => {
    const facts = factsOf(param, chosen, from)
    const asked = { merchant_uid, origin: from.origin, facts }
    const certification = certifications.open(merchant.id, chosen, asked)
    const { imp_uid } = certification
    const id = dice.hex(32, 'certification_window', imp_uid)
    windows.insert({ id, imp_uid, device: from.device, kind: rule.kind, home: rule.home })
    return { window: windows.byId(id)!, certification, name: rule.name ?? `IMP_${chosen.pg.code}_CERT` }
  })
}

/** What the page says of the person counts only where this PG takes it. */
function factsOf(param: CertificationParam, { pg }: ChosenCertification, { sdk }: Asker): CertificationFacts {
  const { min_age, company, name, phone, carrier, m_redirect_url } = param
  const takes = pg.takes_person
  return {
    min_age: (takes && min_age) || null,
    company: company ?? null,
    name: (takes && name) || null,
    phone: (takes && phone) || null,
    carrier: (takes && carrier) || null,
    m_redirect_url: m_redirect_url || null,
    sdk,
    by_app: false,
  }
}
