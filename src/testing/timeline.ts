/** What happened to the payments of a test, as a failing test prints it. */
import { kstText } from '../core/kst.ts'
import type { Sandbox, SandboxPayment } from '../library/sandbox-api.ts'

/** How many payments are printed: the newest. */
const SHOWN = 10

/** Every payment with its timeline and its webhooks. Empty where nothing happened. */
export function describeSandbox(sandbox: Sandbox): string {
  const payments = sandbox.payments()
  const hidden = payments.length > SHOWN ? [`… ${payments.length - SHOWN} payments before these`] : []
  return [...hidden, ...payments.slice(-SHOWN).map((payment) => describePayment(payment, sandbox))].join('\n')
}

export function describePayment(payment: SandboxPayment, sandbox: Sandbox): string {
  const { imp_uid, merchant_uid, status, amount, currency, pay_method, pg_provider, timeline } = payment
  const lines = timeline.map(({ at, what, by, detail }) => {
    const facts = Object.keys(detail).length === 0 ? '' : ` ${JSON.stringify(detail)}`
    return `${kstText(at)}  ${what} (${by})${facts}`
  })
  const webhooks = sandbox.webhooks({ imp_uid }).map(({ event, state, url, attempts }) => {
    const last = attempts.at(-1)
    const answer = last ? ` ${last.error ?? last.status}` : ''
    return `webhook ${event} ${state}${answer} → ${url}`
  })
  return [
    `${merchant_uid} ${imp_uid}: ${status}, ${amount} ${currency}, ${pay_method}, ${pg_provider}`,
    ...[...lines, ...webhooks].map((line) => `    ${line}`),
  ].join('\n')
}
