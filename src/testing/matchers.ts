/** What tests say of payments: matchers in the shape that vitest, jest and Playwright share. */
import { type Bilingual, inLang, say } from '../core/bilingual.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import { all, type Found, find, langIn } from './current.ts'
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
    judge(
      subject,
      amount === undefined
        ? say('결제된', 'be paid')
        : say(`${amount}(으)로 결제된`, `be paid with ${amount}`),
      ({ payment }) => payment.status === 'paid' && (amount === undefined || payment.amount === amount),
    ),

  toHaveFailed: (subject: unknown, reason?: string): Verdict =>
    judge(
      subject,
      reason === undefined
        ? say('실패한', 'be failed')
        : say(`${JSON.stringify(reason)}(으)로 실패한`, `be failed with ${JSON.stringify(reason)}`),
      ({ payment }) => payment.status === 'failed' && (payment.fail_reason ?? '').includes(reason ?? ''),
    ),

  toHaveBeenCancelled: (subject: unknown, amount?: number): Verdict =>
    judge(
      subject,
      amount === undefined
        ? say('전액 취소된', 'be cancelled')
        : say(`${amount}만큼 취소된`, `be cancelled by ${amount}`),
      ({ payment }) => {
        const whole = payment.paid_at === 0 ? 0 : payment.amount
        return payment.status === 'cancelled' && payment.cancel_amount === (amount ?? whole)
      },
    ),

  toBeWaitingForDeposit: (subject: unknown): Verdict =>
    judge(
      subject,
      say('입금을 기다리는', 'be waiting for a deposit'),
      ({ payment }) => payment.status === 'ready' && payment.vbank_num !== null,
    ),

  toHaveReceivedWebhook: (subject: unknown, event?: string, { times }: { times?: number } = {}): Verdict => {
    const wanted = webhookWanted(event, times)
    const isSo = (deliveries: readonly DeliveryView[]): boolean => {
      const those = deliveries.filter((delivery) => event === undefined || delivery.event === event)
      const count = those.reduce((sum, delivery) => sum + arrivals(delivery), 0)
      return times === undefined ? count > 0 : count === times
    }
    if (typeof subject !== 'string' || !/^https?:\/\//.test(subject)) {
      const told = say(`상점이 ${wanted.ko}`, `be told to the shop by ${wanted.en}`)
      return judge(subject, told, ({ payment, sandbox }) =>
        isSo(sandbox.webhooks({ imp_uid: payment.imp_uid })),
      )
    }
    const pass = isSo(all().flatMap((sandbox) => sandbox.webhooks().filter(({ url }) => url === subject)))
    const { ko, en } = expected(subject, say(wanted.ko, `have received ${wanted.en}`), pass)
    return { pass, message: () => `${inLang(say(`${ko} 합니다.`, `${en}.`), langIn())}\n${story()}` }
  },
}

/** How often the shop took it. */
function arrivals({ attempts }: DeliveryView): number {
  return attempts.filter(({ error, status }) => error === null && status !== null).length
}

function webhookWanted(event: string | undefined, times: number | undefined): Bilingual {
  const what =
    event === undefined ? say('웹훅을', 'a webhook') : say(`웹훅 ${event}을(를)`, `the webhook ${event}`)
  return times === undefined
    ? say(`${what.ko} 받은`, what.en)
    : say(`${what.ko} ${times}번 받은`, `${what.en} ${times} times`)
}

function judge(subject: unknown, wanted: Bilingual, isSo: (found: Found) => boolean): Verdict {
  const found = find(subject)
  if (found === null) {
    const name = nameOf(subject)
    const none = say(
      `이 테스트의 샌드박스에 결제 ${name}이(가) 없습니다.`,
      `There is no payment ${name} in the sandbox of this test.`,
    )
    return { pass: false, message: () => `${inLang(none, langIn())}\n${story()}` }
  }
  const pass = isSo(found)
  const { payment, sandbox } = found
  const { merchant_uid, imp_uid, status } = payment
  const { ko, en } = expected(`${merchant_uid} (${imp_uid})`, wanted, pass)
  const told = say(`${ko} 하는데 ${status}입니다.`, `${en}; it is ${status}.`)
  const message = () =>
    `${inLang(told, langIn(sandbox))}\n${describePayment(payment, sandbox, langIn(sandbox))}`
  return { pass, message }
}

/** `order_1은(는) 결제된 상태여야`, `order_1 was expected to be paid`; what holds though it should not is said so. */
function expected(who: string, wanted: Bilingual, pass: boolean): Bilingual {
  return say(
    `${who}은(는) ${wanted.ko} 상태${pass ? '가 아니어야' : '여야'}`,
    `${who} was expected ${pass ? 'not ' : ''}to ${wanted.en}`,
  )
}

function nameOf(subject: unknown): string {
  return typeof subject === 'string' ? subject : (JSON.stringify(subject) ?? String(subject)).slice(0, 200)
}

function story(): string {
  const stories = all().map((sandbox) => describeSandbox(sandbox, langIn(sandbox)))
  return (
    stories.filter(Boolean).join('\n') || inLang(say('결제가 없습니다.', 'No payment was made.'), langIn())
  )
}
