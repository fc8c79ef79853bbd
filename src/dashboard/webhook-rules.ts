/** Webhook rules as a form and as a sentence. */
import { type Bilingual, both, say } from '../core/bilingual.ts'
import { DELIVERY_BADGES } from '../telling/words.ts'
import type { DeliveryState } from '../webhooks/delivery.ts'
import { type Corruption, type WebhookOrder, WebhookRule } from '../webhooks/rules.ts'
import { type Fields, FormProblem } from './forms.ts'

const order: Readonly<Record<WebhookOrder, Bilingual>> = {
  at_once: say('동시에', 'at once'),
  webhook_first: say('웹훅 먼저', 'webhook first'),
  browser_first: say('브라우저 먼저', 'browser first'),
  webhook_only: say('웹훅만', 'webhook only'),
  browser_only: say('브라우저만', 'browser only'),
}
const corrupt: Readonly<Record<Corruption, Bilingual>> = {
  empty: say('본문 없음', 'no body'),
  cut: say('본문이 잘림', 'body cut'),
  garbage: say('본문이 깨짐', 'body is garbage'),
  wrong_uid: say('다른 imp_uid', 'another imp_uid'),
  wrong_status: say('다른 status', 'another status'),
}
const state: Readonly<Record<DeliveryState, Bilingual>> = {
  pending: DELIVERY_BADGES.pending.word,
  sending: DELIVERY_BADGES.sending.word,
  delivered: DELIVERY_BADGES.delivered.word,
  failed: DELIVERY_BADGES.failed.word,
}
export const deliveryWords = { order, corrupt, state }

/** `paid 웹훅: 두 번 보냄, 2번째부터 1번` */
export function ruleText({
  match,
  order,
  delay_ms,
  copies,
  swap,
  corrupt,
  nth,
  times,
  until,
}: WebhookRule): Bilingual {
  const parts: (Bilingual | false | undefined)[] = [
    copies === 0 && say('보내지 않음', 'lost'),
    copies === 1 && say('한 번 보냄', 'sent once'),
    copies !== undefined && copies > 1 && say(`${copies}번 보냄`, `sent ${copies} times`),
    delay_ms !== undefined &&
      say(`${delay_ms.toLocaleString('en')}ms 늦게`, `${delay_ms.toLocaleString('en')} ms late`),
    swap && say('다음 웹훅과 순서를 바꿈', 'swapped with the next one'),
    corrupt && deliveryWords.corrupt[corrupt],
    order && deliveryWords.order[order],
    nth !== undefined &&
      (times === undefined
        ? say(`${nth}번째만`, `only number ${nth}`)
        : say(`${nth}번째부터`, `from number ${nth} on`)),
    times !== undefined && say(`${times}번까지`, `${times} of them`),
    until !== undefined && say(`${until}까지`, `until ${until}`),
  ]
  const matched = Object.entries(match)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ')
  return both((lang) => {
    const whom = matched === '' ? say('모든 웹훅', 'every webhook')[lang] : matched
    return `${whom}: ${parts.flatMap((part) => (part ? part[lang] : [])).join(', ')}`
  })
}

/** A rule as the form has it: at least one effect, and whom it is for. */
export function readRule(fields: Fields): WebhookRule {
  const number = (name: string): number | undefined => {
    const text = fields[name] ?? ''
    if (text === '') return undefined
    if (/^\d{1,9}$/.test(text)) return Number(text)
    throw new FormProblem(
      422,
      say(`0 이상의 정수를 입력하세요: ${text}`, `Type a whole number, 0 or more: ${text}`),
      name,
    )
  }
  const text = (name: string) => fields[name] || undefined
  const given = {
    copies: number('copies'),
    delay_ms: number('delay_ms'),
    swap: fields.swap === undefined ? undefined : true,
    corrupt: text('corrupt'),
    order: text('order'),
    nth: number('nth'),
    times: number('times'),
  }
  const { copies, delay_ms, swap, corrupt, order } = given
  if ([copies, delay_ms, swap, corrupt, order].every((effect) => effect === undefined)) {
    const said = say('웹훅에 무엇을 할지 하나 이상 고르세요.', 'Choose at least one thing to do to webhooks.')
    throw new FormProblem(422, said, 'copies')
  }
  const match = { event: text('event'), merchant_uid: text('merchant_uid'), url: text('url') }
  const read = WebhookRule.safeParse(drop({ ...given, match: drop(match) }))
  if (read.success) return read.data
  const { path, message } = read.error.issues[0]!
  const field = String(path.at(-1) ?? 'copies')
  throw new FormProblem(422, `${field}: ${message}`, field)
}

function drop(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
}
