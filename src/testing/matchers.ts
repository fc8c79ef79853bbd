/** What tests say of payments: matchers in the shape that vitest, jest and Playwright share. */
import type { DeliveryView } from '../webhooks/webhooks.ts'
import { all, type Found, find } from './current.ts'
import { describePayment, describeSandbox } from './timeline.ts'

export interface Verdict {
  pass: boolean
  message: () => string
}

/** The matchers' own part of `expect(…)`. A subject is a payment, what `pay` answered, an imp_uid or a merchant_uid. */
export interface PaymentMatchers<R = unknown> {
  /** It is paid, nothing of it cancelled; with this amount. */
  toHaveBeenPaid(amount?: number): R
  /** It failed; with this text somewhere in its fail_reason. */
  toHaveFailed(reason?: string): R
  /** All of it was given back; or, with an amount, so much of it so far. */
  toHaveBeenCancelled(amount?: number): R
  /** An account was issued and no money has come. */
  toBeWaitingForDeposit(): R
  /**
   * The shop took a webhook of it: of this event (`paid`, `ready`, `cancelled` …), so many times. The subject may also be
   * a Notification URL: the webhooks of any payment that went there.
   */
  toHaveReceivedWebhook(event?: string, options?: { times?: number }): R
}

export const matchers = {
  toHaveBeenPaid: (subject: unknown, amount?: number): Verdict =>
    judge(subject, amount === undefined ? 'paid' : `paid with ${amount}`, ({ payment }) => {
      return payment.status === 'paid' && (amount === undefined || payment.amount === amount)
    }),

  toHaveFailed: (subject: unknown, reason?: string): Verdict =>
    judge(
      subject,
      reason === undefined ? 'failed' : `failed with ${JSON.stringify(reason)}`,
      ({ payment }) => {
        return payment.status === 'failed' && (payment.fail_reason ?? '').includes(reason ?? '')
      },
    ),

  toHaveBeenCancelled: (subject: unknown, amount?: number): Verdict =>
    judge(subject, amount === undefined ? 'cancelled' : `cancelled by ${amount}`, ({ payment }) => {
      const whole = payment.paid_at === 0 ? 0 : payment.amount
      return payment.status === 'cancelled' && payment.cancel_amount === (amount ?? whole)
    }),

  toBeWaitingForDeposit: (subject: unknown): Verdict =>
    judge(
      subject,
      'waiting for a deposit',
      ({ payment }) => payment.status === 'ready' && payment.vbank_num !== null,
    ),

  toHaveReceivedWebhook: (subject: unknown, event?: string, { times }: { times?: number } = {}): Verdict => {
    const what = event === undefined ? 'a webhook' : `the webhook ${event}`
    const wanted = times === undefined ? what : `${what} ${times} times`
    const isSo = (deliveries: readonly DeliveryView[]): boolean => {
      const those = deliveries.filter((delivery) => event === undefined || delivery.event === event)
      const count = those.reduce((sum, delivery) => sum + arrivals(delivery), 0)
      return times === undefined ? count > 0 : count === times
    }
    if (typeof subject !== 'string' || !/^https?:\/\//.test(subject)) {
      return judge(subject, `told to the shop by ${wanted}`, ({ payment, sandbox }) => {
        return isSo(sandbox.webhooks({ imp_uid: payment.imp_uid }))
      })
    }
    const pass = isSo(all().flatMap((sandbox) => sandbox.webhooks().filter(({ url }) => url === subject)))
    return {
      pass,
      message: () => `${subject} was expected ${not(pass)}to have received ${wanted}.\n${story()}`,
    }
  },
}

/** How often the shop took it. */
function arrivals({ attempts }: DeliveryView): number {
  return attempts.filter(({ error, status }) => error === null && status !== null).length
}

function judge(subject: unknown, wanted: string, isSo: (found: Found) => boolean): Verdict {
  const found = find(subject)
  if (found === null) {
    const message = () => `There is no payment ${nameOf(subject)} in the sandbox of this test.\n${story()}`
    return { pass: false, message }
  }
  const pass = isSo(found)
  const { merchant_uid, imp_uid, status } = found.payment
  const message = () =>
    `${merchant_uid} (${imp_uid}) was expected ${not(pass)}to be ${wanted}; it is ${status}.\n${describePayment(found.payment, found.sandbox)}`
  return { pass, message }
}

const not = (pass: boolean) => (pass ? 'not ' : '')

function nameOf(subject: unknown): string {
  return typeof subject === 'string' ? subject : (JSON.stringify(subject) ?? String(subject)).slice(0, 200)
}

function story(): string {
  return all().map(describeSandbox).filter(Boolean).join('\n') || 'No payment was made.'
}
