/** A whole identity verification in one call: what the page asks, what the person types, how it ends. */

import { z } from 'zod'
import { CERTIFICATION_FAILURES } from '../catalog/certifications/certification-pg.ts'
import { SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { CARRIERS, genderDigitFor, readPerson } from '../certifications/certification.ts'
import { ALL_GRANTED, type CertificationView, printCertification } from '../certifications/view.ts'
import { askedToCertify, CertificationParam } from '../windows/certification/param.ts'
import type { CertificationRsp } from '../windows/certification/result.ts'
import { USER_AGENTS } from './browsers.ts'
import type { ActParts } from './parts.ts'

export const CertificationOrder = CertificationParam.extend({
  sdk: z.enum(SDK_VERSIONS).default(SDK_DEFAULT).describe('version of iamport.payment.js'),
  device: z.enum(['pc', 'mobile']).default('pc'),
  outcome: z
    .union([
      z.enum(['certify', 'cancel', 'close', 'abandon']),
      z.strictObject({ fail: z.enum(CERTIFICATION_FAILURES) }),
    ])
    .default('certify'),
  person: z
    .strictObject({
      name: z.string().default('홍길동'),
      phone: z.string().default('01012345678'),
      birth: z.string().default('900131').describe('YYMMDD or YYYYMMDD'),
      gender_digit: z
        .string()
        .optional()
        .describe('1 to 4, foreigners 5 to 8; default: a man of the century in which `birth` makes sense'),
      carrier: z.enum(CARRIERS).default('SKT'),
    })
    .optional()
    .describe('who the buyer is; default: what the page gives, and 홍길동'),
  user_code: z.string().optional(),
})
export type CertificationOrder = z.infer<typeof CertificationOrder>

export interface CertificationVisit {
  /** Null when the request was refused before any window. */
  readonly certification: CertificationView | null
  /** What the callback of IMP.certification gets; null when nobody comes home. */
  readonly rsp: CertificationRsp | null
  readonly redirect_url: string | null
}

export async function certify(parts: ActParts, order: CertificationOrder): Promise<CertificationVisit> {
  const { certify, clock, merchants } = parts
  const { certifications, windows } = certify
  const { sdk, device, outcome, person, user_code = merchants.byDefault().user_code, ...param } = order
  const from = { sdk, device, user_agent: USER_AGENTS[device], origin: '' }
  // Before anything is opened: a person who cannot be is no reason to leave a window behind.
  const typed = person && { gender_digit: genderDigitFor(person.birth, clock.now()), ...person }
  const who = typed && readPerson(typed)
  const opened = certify.request(user_code, undefined, askedToCertify(param), from)
  if ('refused' in opened) return { certification: null, rsp: opened.refused, redirect_url: null }
  const { id, imp_uid } = opened.window
  if (typed && who) {
    certifications.sendOtp(imp_uid, who)
    windows.move(id, 1, typed)
  }
  const { certification, rsp, redirect_url } = await certify.end(id, outcome)
  return { certification: printCertification(certifications, certification, ALL_GRANTED), rsp, redirect_url }
}
