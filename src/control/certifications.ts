/** Identity verification without a browser: the control API's rows, and the one call that createSandbox shares. */
import { z } from 'zod'
import { SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { CARRIERS, type Person, readPerson } from '../certifications/certification.ts'
import { type CertificationView, printCertification } from '../certifications/view.ts'
import { type Operation, operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'
import {
  type CertificationHome,
  CertificationParam,
  type CertificationRsp,
  type Certify,
} from '../windows/certification/certify.ts'
import { USER_AGENTS } from './shopper.ts'

const own = assumed('the sandbox’s own control API')

export const CertificationOrder = CertificationParam.extend({
  sdk: z.enum(SDK_VERSIONS).default(SDK_DEFAULT).describe('version of iamport.payment.js'),
  device: z.enum(['pc', 'mobile']).default('pc'),
  outcome: z
    .union([
      z.enum(['certify', 'cancel', 'close', 'abandon']),
      z.strictObject({ fail: z.enum(['wrong_otp', 'under_age', 'timeout', 'mismatch']) }),
    ])
    .default('certify'),
  person: z
    .strictObject({
      name: z.string().default('홍길동'),
      phone: z.string().default('01012345678'),
      birth: z.string().default('900131').describe('YYMMDD or YYYYMMDD'),
      gender_digit: z.string().default('1').describe('1 to 4, foreigners 5 to 8'),
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

/** A whole person in one call: what the page asks, what the person types, how it ends. */
export function certifyPerson(
  certify: Certify,
  user_code: string,
  order: CertificationOrder,
): CertificationVisit {
  const { sdk, device, outcome, person, user_code: asked, ...param } = order
  const from = { sdk, device, user_agent: USER_AGENTS[device], origin: '' }
  const opened = certify.request(asked ?? user_code, undefined, param, from)
  if ('refused' in opened) return { certification: null, rsp: opened.refused, redirect_url: null }
  const { id, imp_uid } = opened.window
  if (person) {
    const typed: Person = readPerson(person)
    certify.certifications.sendOtp(imp_uid, typed)
    certify.windows.move(id, 1, { ...person })
  }
  const { certification, rsp, redirect_url }: CertificationHome = certify.end(id, outcome)
  return { certification: printCertification(certify.certifications, certification, true), rsp, redirect_url }
}

export function certificationControl(
  certify: Certify,
  user: () => { id: number; user_code: string },
): Operation[] {
  const { certifications } = certify
  const row = (method: Operation['method'], summary: string) => ({
    method,
    path: '/certifications',
    summary,
    tag: 'certifications',
    token: false,
    known: own,
  })
  return [
    operation({
      ...row(
        'POST',
        'A whole identity verification in one call: IMP.certification’s parameters and who the buyer is.',
      ),
      body: CertificationOrder,
      returns: z.unknown(),
      example: { body: { merchant_uid: 'cert_1', person: { name: '홍길동', birth: '900131' } } },
      handle: ({ body }) => certifyPerson(certify, user().user_code, body),
    }),
    operation({
      ...row('GET', 'Identity verifications, newest first, with the last OTP that was sent.'),
      query: z.object({ limit: z.int().min(1).max(1000).default(100), page: z.int().min(1).default(1) }),
      returns: z.unknown(),
      handle: ({ query: { limit, page } }) => {
        const { total, list } = certifications.store.list(user().id, limit, (page - 1) * limit)
        const show = list.map((certification) => ({
          ...printCertification(certifications, certification, true),
          otp: certification.otp_sent_at > 0 ? certifications.otpOf(certification) : null,
        }))
        return { list: show, total }
      },
    }),
  ]
}
