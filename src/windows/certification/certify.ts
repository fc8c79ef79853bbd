/** The way of one identity verification through the browser: IMP.certification asks, a window opens, the result goes home. */
import type { Certification } from '../../certifications/certification.ts'
import { createEngine } from '../engine.ts'
import { wayHome } from '../home/certification.ts'
import type { WayHome } from '../home/way-home.ts'
import type { WindowKind } from '../kind.ts'
import type { Asked } from '../request.ts'
import type { CertificationEnding } from '../window.ts'
import { type CertificationOutcome, conclude } from './end.ts'
import type { CertificationParam } from './param.ts'
import type { CertifyParts } from './parts.ts'
import { type Asker, request } from './request.ts'
import type { CertificationRsp } from './result.ts'
import { stepsOf } from './steps.ts'
import { taken } from './taken.ts'

export interface CertificationHome extends WayHome<CertificationRsp> {
  readonly certification: Certification
}

export type Certify = ReturnType<typeof createCertify>

export function createCertify(parts: CertifyParts) {
  const { certifications, windows } = parts
  const kind: WindowKind<Certification, CertificationOutcome, CertificationEnding, CertificationHome> = {
    windows,
    subjectOf: certifications.get,
    stepsOf,
    taken: (window, step, values) => taken(parts, window, step, values),
    async conclude(window, outcome) {
      conclude(parts, window, outcome)
      return {}
    },
    homeOf(window) {
      const certification = certifications.get(window.imp_uid)
      return { certification, ...wayHome(window, certification) }
    },
  }
  return {
    ...createEngine(kind, parts.ended),
    certifications,
    windows,
    request: (
      user_code: string,
      frame_pg: string | undefined,
      asked: Asked<CertificationParam>,
      from: Asker,
    ) => request(parts, user_code, frame_pg, asked, from),
  }
}
