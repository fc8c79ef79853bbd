/** The identity verification operations of the REST API, one row each. */
import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { chooseCertification } from '../choice/certification.ts'
import type { Channel } from '../choice/choose.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs, observed } from '../core/provenance.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { ChannelKey } from '../payments/api-facts.ts'
import { readPerson } from './certification.ts'
import type { Certifications } from './certifications.ts'
import { CertificationView, printCertification } from './view.ts'

const document = docs('API document v1')
const ImpUid = z.object({ imp_uid: z.string() })
const EXAMPLE = { params: { imp_uid: 'imp_448280090638' } }

const OtpRequest = z.object({
  name: z.string(),
  phone: z.string(),
  birth: z.string().describe('YYMMDD or YYYYMMDD; what is no digit is dropped'),
  gender_digit: z.string().describe('the digit behind the birth date: 1 to 4, foreigners 5 to 8'),
  carrier: z.enum(['SKT', 'KT', 'LGT']),
  is_mvno: z.boolean().default(false),
  company: z.string().optional(),
  merchant_uid: z.string().max(40).optional(),
  pg: z.string().optional().describe('danal or kcp_v2; default: the first channel that can'),
  channel_key: ChannelKey,
  verification_method: z
    .enum(['SMS', 'APP'])
    .default('SMS')
    .describe('APP: kcp_v2 only; no OTP is asked for'),
  bypass: z.unknown().optional(),
})

export function certificationOperations(
  certifications: Certifications,
  settingsOf: (merchant: number) => MerchantSettings,
  channelOf: (merchant: number, channel_key: string) => Pick<Channel, 'pg_provider' | 'pg_id'> | null,
): Operation[] {
  /** A certification of this merchant; another merchant's does not exist for it. */
  function find(merchant: number, imp_uid: string) {
    const certification = certifications.get(imp_uid)
    if (certification.merchant !== merchant) throw refusal('certification_not_found')
    return certification
  }
  const print = (certification: ReturnType<typeof find>) =>
    printCertification(certifications, certification, settingsOf(certification.merchant))

  return [
    operation({
      method: 'GET',
      path: '/certifications/{imp_uid}',
      statuses: [400, 404],
      tag: 'certifications',
      summary: 'Who somebody is: the result of IMP.certification, or of an OTP.',
      params: ImpUid,
      returns: CertificationView,
      known: document,
      example: EXAMPLE,
      handle: ({ merchant, params }) => print(find(merchant, params.imp_uid)),
    }),
    operation({
      method: 'DELETE',
      path: '/certifications/{imp_uid}',
      statuses: [404, 500],
      tag: 'certifications',
      summary: 'Erases a certification and answers it for the last time.',
      params: ImpUid,
      returns: CertificationView,
      known: document,
      example: EXAMPLE,
      handle: ({ merchant, params }) => {
        find(merchant, params.imp_uid)
        return print(certifications.remove(params.imp_uid))
      },
    }),
    operation({
      method: 'POST',
      path: '/certifications/otp/request',
      statuses: [400, 500],
      tag: 'certifications',
      summary: 'Sends somebody a text message with six digits. The sandbox tells them in its log.',
      body: OtpRequest,
      returns: z.object({ imp_uid: z.string() }),
      known: document,
      example: {
        body: { name: '홍길동', phone: '010-1234-5678', birth: '900131', gender_digit: '1', carrier: 'SKT' },
      },
      handle: ({ merchant, body }) => {
        const person = readPerson(body)
        const { channels } = settingsOf(merchant)
        const named = body.channel_key ? channelOf(merchant, body.channel_key) : null
        const wanted = named ? `${named.pg_provider}.${named.pg_id}` : body.pg
        const chosen = chooseCertification(wanted, channels, (pg) => pg.otp_api)
        const facts = {
          min_age: null,
          company: body.company ?? null,
          name: null,
          phone: null,
          carrier: null,
          m_redirect_url: null,
          sdk: '',
          by_app: body.verification_method === 'APP' && chosen.pg.verifies_by_app === true,
        }
        const request = { merchant_uid: body.merchant_uid, origin: '', facts }
        const { imp_uid } = certifications.open(merchant, chosen, request)
        certifications.sendOtp(imp_uid, person)
        return { imp_uid }
      },
    }),
    operation({
      method: 'POST',
      path: '/certifications/otp/confirm/{imp_uid}',
      statuses: [400, 404, 500],
      tag: 'certifications',
      asks: (merchant, given) => find(merchant, given('imp_uid')),
      summary: 'Confirms the six digits of the text message.',
      params: ImpUid,
      body: z.object({ otp: z.string().optional() }),
      returns: CertificationView,
      known: observed('API document v1; a wrong OTP is in no source'),
      example: { ...EXAMPLE, body: { otp: '123456' } },
      handle: ({ merchant, params, body }) => {
        find(merchant, params.imp_uid)
        return print(certifications.confirm(params.imp_uid, body.otp ?? ''))
      },
    }),
  ]
}
