/** What PGs do not take of an order, in one word each: `atMost('customer_id', 20, page)`. Data for `rules` of a PG file. */

import type { Provenance } from '../core/provenance.ts'
import { textOf } from '../core/record.ts'
import { isRecord } from '../core/schema.ts'
import type { Condition, Rule } from './pg.ts'

interface More extends Condition, Pick<Rule, 'words' | 'in_window'> {
  /** The PG's own text; without it, ours. */
  readonly message?: string
}

/**
 * Whether a row stops the payment: there must be evidence that iamport or the PG really refuses (a printed error, "the window
 * is not called"). What only an adjective of a document says (필수), or what we make of it, is a remark.
 */
export function stops({
  known,
  because,
}: {
  readonly known: Provenance
  readonly because?: string
}): boolean {
  return known.how !== 'assumed' || because !== undefined
}

/** A parameter by its path (`bypass.shop_user_id`); undefined where it is missing, null or blank. */
export function given(param: Readonly<Record<string, unknown>>, path: string): unknown {
  const value = path.split('.').reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), param)
  const is_blank = value === null || (typeof value === 'string' && value.trim() === '')
  return is_blank ? undefined : value
}

/** No more than so many characters, where the parameter is given at all. */
export function atMost(field: string, length: number, known: Provenance, more: More = {}): Rule {
  return {
    message: `${field}은(는) ${length}자 이하여야 합니다.`,
    ...more,
    broken: (param) => [...String(given(param, field) ?? '')].length > length,
    known,
  }
}

/** No more than so many bytes in EUC-KR, as Korean PGs count: two for a Korean letter. */
export function atMostBytes(field: string, length: number, known: Provenance, more: More = {}): Rule {
  return {
    message: `${field}은(는) ${length}byte 이하여야 합니다.`,
    ...more,
    broken: (param) => bytes(textOf(given(param, field) ?? '')) > length,
    known,
  }
}

function bytes(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x7f ? 2 : 1), 0)
}

/** What the value must look like, where the parameter is given at all. */
export function like(field: string, pattern: RegExp, known: Provenance, more: More = {}): Rule {
  return {
    message: `${field}의 형식이 올바르지 않습니다. (${pattern.source})`,
    ...more,
    broken: (param) => {
      const value = given(param, field)
      return value !== undefined && !pattern.test(textOf(value))
    },
    known,
  }
}

/** Two parameters, or a parameter and a way to pay, that do not go together. */
export function never(
  broken: Rule['broken'],
  message: string,
  known: Provenance,
  more: Omit<More, 'message'> = {},
): Rule {
  return { broken, message, ...more, known }
}
