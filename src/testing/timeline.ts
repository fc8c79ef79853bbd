/** What happened to the payments of a test, as a failing test prints it. */
import { inLang, type Lang, say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import type { Sandbox, SandboxPayment } from '../library/sandbox-api.ts'
import { ACTORS, DELIVERY_BADGES, timelineText } from '../telling/words.ts'

/** How many payments are printed: the newest. */
const SHOWN = 10

/** Every payment with its timeline and its webhooks. Empty where nothing happened. */
export function describeSandbox(sandbox: Sandbox, lang: Lang): string {
  const payments = sandbox.payments()
  const hidden = payments.length - SHOWN
  const before = say(`… 이전 결제 ${hidden}건`, `… ${hidden} payments before these`)
  return [
    ...(hidden > 0 ? [before[lang]] : []),
    ...payments.slice(-SHOWN).map((payment) => describePayment(payment, sandbox, lang)),
  ].join('\n')
}

export function describePayment(payment: SandboxPayment, sandbox: Sandbox, lang: Lang): string {
  const { imp_uid, merchant_uid, status, amount, currency, pay_method, pg_provider, timeline } = payment
  const lines = timeline.map(({ at, what, by, detail }) => {
    const facts = Object.keys(detail).length === 0 ? '' : ` ${JSON.stringify(detail)}`
    return `${kstText(at)}  ${timelineText({ what })[lang]} (${ACTORS[by][lang]})${facts}`
  })
  const webhooks = sandbox.webhooks({ imp_uid }).map(({ event, state, url, attempts }) => {
    const last = attempts.at(-1)
    const answer = last ? ` ${last.error ?? last.status}` : ''
    return inLang(
      say(
        `웹훅 ${event} ${DELIVERY_BADGES[state].word.ko}${answer} → ${url}`,
        `webhook ${event} ${state}${answer} → ${url}`,
      ),
      lang,
    )
  })
  return [
    `${merchant_uid} ${imp_uid}: ${status}, ${amount} ${currency}, ${pay_method}, ${pg_provider}`,
    ...[...lines, ...webhooks].map((line) => `    ${line}`),
  ].join('\n')
}

/** Above the story of a test that has failed. */
export const STORY = say(
  'iamport-sandbox: 이 테스트에서 일어난 일',
  'iamport-sandbox: what happened in this test',
)
