/** Identity verifications: a whole one in one call, and those that there were. */
import { z } from 'zod'
import { CertificationOrder } from '../acts/certify.ts'
import { ALL_GRANTED, printCertification } from '../certifications/view.ts'
import { type Operation, operation } from '../core/operation.ts'
import type { ControlParts } from './parts.ts'
import { Paging, row } from './row.ts'

export function certificationControl({ acts, certifications, merchants }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'POST',
        '/certifications',
        'A whole identity verification in one call: IMP.certification’s parameters and who the buyer is.',
      ),
      body: CertificationOrder,
      returns: z.unknown(),
      example: { body: { merchant_uid: 'cert_1', person: { name: '홍길동', birth: '900131' } } },
      handle: ({ body }) => acts.certify(body),
    }),
    operation({
      ...row(
        'GET',
        '/certifications',
        'Identity verifications, newest first, with the last OTP that was sent.',
      ),
      query: Paging,
      returns: z.unknown(),
      handle: ({ query: { limit, page } }) => {
        const { store } = certifications
        const { total, list } = store.list(merchants.byDefault().id, limit, (page - 1) * limit)
        const show = list.map((certification) => ({
          ...printCertification(certifications, certification, ALL_GRANTED),
          otp: certification.otp_sent_at > 0 ? certifications.otpOf(certification) : null,
        }))
        return { list: show, total }
      },
    }),
  ]
}
