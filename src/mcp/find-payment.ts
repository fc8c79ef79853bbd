/** Which payment somebody asks about: by imp_uid, by its order, or the newest one. */
import type { ShownPayment } from '../acts/show.ts'
import { type Bilingual, inLang, type Lang, say } from '../core/bilingual.ts'
import { pathPart } from '../core/path-part.ts'
import { type Ask, ToolError } from './tool.ts'

/** What every question about a payment takes. */
export const WHICH = {
  imp_uid: { type: 'string', description: 'the payment; or give merchant_uid. Neither: the newest payment' },
  merchant_uid: { type: 'string', description: 'the order; its newest payment is meant' },
} as const

export interface Which {
  readonly imp_uid?: string
  readonly merchant_uid?: string
}

/** Null where the order has none. A wrong imp_uid is refused by the control API itself. */
export async function findPayment(
  ask: Ask,
  { imp_uid, merchant_uid }: Which,
  lang: Lang,
): Promise<ShownPayment | null> {
  const misasked = (said: Bilingual) => new ToolError(inLang(said, lang))
  // The agent sends what it likes, whatever the schema says.
  if (merchant_uid !== undefined && typeof merchant_uid !== 'string')
    throw misasked(say('merchant_uid: 문자열이어야 합니다.', 'merchant_uid must be a string.'))
  if (imp_uid !== undefined) {
    const part = pathPart('imp_uid', imp_uid, misasked)
    return ask<ShownPayment>({ method: 'GET', path: `/payments/${part}`, lang })
  }
  const { list } = await ask<{ list: ShownPayment[] }>({
    method: 'GET',
    path: '/payments',
    query: { merchant_uid, limit: 1 },
    lang,
  })
  return list[0] ?? null
}
