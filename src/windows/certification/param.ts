/** The parameters of IMP.certification. */
import { z } from 'zod'
import { refusal } from '../../catalog/refusals.ts'
import { read } from '../../core/schema.ts'

export const CertificationParam = z.looseObject({
  pg: z.string().optional(),
  channelKey: z.string().optional(),
  merchant_uid: z.string().optional(),
  min_age: z.number().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  carrier: z.string().optional(),
  company: z.string().optional(),
  popup: z.boolean().optional(),
  m_redirect_url: z.string().optional(),
})
export type CertificationParam = z.infer<typeof CertificationParam>

/** What a page asks for, and how it is read once it is known who is refused. */
export const askedToCertify = (raw: unknown) => ({ raw, read: () => readParam(raw) })

function readParam(raw: unknown): CertificationParam {
  const result = read(CertificationParam, raw)
  if ('value' in result) return result.value
  const { parameter, must } = result.problem.in_korean
  throw refusal('order_parameter_invalid', { parameter, why: must })
}
