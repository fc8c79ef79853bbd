/** What is told of a payment: its head line, what went over the wires, what was not announced, and where to look. */
import type { ShownPayment } from '../acts/show.ts'
import { inLang, type Lang, say } from '../core/bilingual.ts'
import { axisOf, LANE_NAMES } from '../dashboard/story/axis.ts'
import { racesOf } from '../dashboard/story/races.ts'
import { webhookLine } from '../telling/lines.ts'
import type { Silence } from '../telling/silences.ts'
import { webhookAdvice } from '../telling/webhook-advice.ts'
import { STATUS_TABS } from '../telling/words.ts'
import type { TraceRecord } from '../trace/record.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { Ask } from './tool.ts'

/** `order_1 · imp_… · 14000 KRW · 결제완료 (paid) · html5_inicis card` */
export function headLine(payment: ShownPayment, lang: Lang): string {
  const { merchant_uid, imp_uid, amount, currency, status, pg_provider, pay_method, cancel_amount } = payment
  const word = inLang(STATUS_TABS[status], lang)
  const cancelled =
    cancel_amount > 0 ? [inLang(say(`취소 ${cancel_amount}`, `cancelled ${cancel_amount}`), lang)] : []
  return [
    merchant_uid,
    imp_uid,
    `${amount} ${currency}`,
    `${word} (${status})`,
    ...cancelled,
    `${pg_provider} ${pay_method}`,
  ].join(' · ')
}

/** One line for each thing that went over a wire or changed, in its order. */
export async function storyLines(
  ask: Ask,
  { imp_uid, merchant_uid, timeline }: ShownPayment,
  lang: Lang,
): Promise<string[]> {
  const records = await recordsOf(ask, { imp_uid, merchant_uid }, lang)
  const lines = axisOf(records, timeline).map(({ at, gap_ms, lane, text, outcome, note }) => {
    const gap = gap_ms === null ? '' : ` (+${gap_ms} ms)`
    const more = [outcome, note === null ? '' : inLang(note, lang)].filter(Boolean).join(' · ')
    return `${at}${gap} [${inLang(LANE_NAMES[lane], lang)}] ${inLang(text, lang)}${more ? `: ${more}` : ''}`
  })
  return [...lines, ...racesOf(records).map(({ text }) => `→ ${inLang(text, lang)}`)]
}

const MOST = 400

/** What names the payment, and what of its order names no other payment. */
async function recordsOf(
  ask: Ask,
  { imp_uid, merchant_uid }: { readonly imp_uid: string; readonly merchant_uid: string },
  lang: Lang,
): Promise<TraceRecord[]> {
  const list = async (query: Record<string, unknown>) =>
    (
      await ask<{ list: TraceRecord[] }>({
        method: 'GET',
        path: '/trace',
        query: { ...query, limit: MOST },
        lang,
      })
    ).list
  const named = await list({ imp_uid })
  const of_order = (await list({ merchant_uid })).filter(
    (one) => one.imp_uid === null || one.imp_uid === imp_uid,
  )
  const by_seq = new Map([...named, ...of_order].map((record) => [record.seq, record]))
  return [...by_seq.values()].sort((a, b) => a.seq - b.seq)
}

/** Each webhook with each of its attempts, and what to look at where one was not taken. */
export async function webhookLines(ask: Ask, imp_uid: string, lang: Lang): Promise<string[]> {
  const { list } = await ask<{ list: DeliveryView[] }>({
    method: 'GET',
    path: '/webhooks',
    query: { imp_uid },
    lang,
  })
  return list.flatMap((delivery) => {
    if (delivery.attempts.length === 0) return []
    return delivery.attempts.flatMap((attempt) => {
      const advice = webhookAdvice(attempt)
      return [inLang(webhookLine(delivery, attempt), lang), ...(advice ? [`  ${inLang(advice, lang)}`] : [])]
    })
  })
}

/** Every change that was not announced, with the reason and how it is known. */
export async function silenceLines(ask: Ask, imp_uid: string, lang: Lang): Promise<string[]> {
  const { list } = await ask<{ list: (Omit<Silence, 'text'> & { text: string })[] }>({
    method: 'GET',
    path: `/payments/${imp_uid}/silences`,
    lang,
  })
  return list.map(({ what, text, known }) => `${what}: ${text} (${known.how}: ${known.source})`)
}

/** What was said of an order that never became a payment. */
export async function refusedLines(ask: Ask, merchant_uid: string, lang: Lang): Promise<string[]> {
  const { list } = await ask<{ list: TraceRecord[] }>({
    method: 'GET',
    path: '/trace',
    query: { merchant_uid },
    lang,
  })
  return list.flatMap(({ line }) => (line ? [inLang(line.text, lang)] : []))
}
