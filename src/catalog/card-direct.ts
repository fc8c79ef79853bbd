/** `card.direct {code, quota}`: the shop's page has asked for the card company already. What PGs insist on then. */
import type { Provenance } from '../core/provenance.ts'
import { textOf } from '../core/record.ts'
import { isRecord } from '../core/schema.ts'
import type { Rule } from './pg.ts'
import { never } from './rules.ts'

type Param = Readonly<Record<string, unknown>>

/** The card company's code; null where the window asks for it. */
export function directCode({ card }: Param): string | null {
  const direct = isRecord(card) && isRecord(card.direct) ? card.direct : {}
  return direct.code === undefined || direct.code === null ? null : textOf(direct.code)
}

/** The months that go with the code; undefined where the order says nothing. */
export function directQuota({ card }: Param): number | undefined {
  const direct = isRecord(card) && isRecord(card.direct) ? card.direct : {}
  return typeof direct.quota === 'number' ? direct.quota : undefined
}

/** The card company alone is not enough: the months are fixed with it (0: one payment). */
export const directNeedsQuota = (message: string, known: Provenance, in_window?: string): Rule =>
  never((param) => directCode(param) !== null && directQuota(param) === undefined, message, known, {
    pay_methods: ['card'],
    ...(in_window && { in_window }),
  })
