/** The sandboxes of the test file that runs: matchers look into them. */
import type { Lang } from '../core/bilingual.ts'
import type { Sandbox, SandboxPayment } from '../library/sandbox-api.ts'
import { readerOf } from '../library/speaking.ts'

/** Each with the language in which its test is told what is wrong. */
const sandboxes = new Map<Sandbox, Lang>()

export function enter(sandbox: Sandbox, lang: Lang): void {
  sandboxes.set(sandbox, lang)
}

export function leave(sandbox: Sandbox): void {
  sandboxes.delete(sandbox)
}

export function all(): readonly Sandbox[] {
  return [...sandboxes.keys()]
}

/** Of this sandbox, or of the first one where it is about none. */
export function langIn(sandbox?: Sandbox): Lang {
  const [first] = sandboxes.values()
  return (sandbox && sandboxes.get(sandbox)) ?? first ?? readerOf({})
}

export interface Found {
  readonly payment: SandboxPayment
  readonly sandbox: Sandbox
}

/**
 * The payment as it is now, wherever it is: by a payment, by what `pay` answered, by an imp_uid or a merchant_uid. Of a
 * merchant_uid the one that was paid, else the newest. Null when no sandbox has it.
 */
export function find(subject: unknown): Found | null {
  const { imp_uid, merchant_uid } = idsOf(subject)
  for (const sandbox of all()) {
    const those = sandbox
      .payments(merchant_uid === null ? {} : { merchant_uid })
      .filter((payment) => imp_uid === null || payment.imp_uid === imp_uid)
    const payment = those.find(({ paid_at }) => paid_at > 0) ?? those.at(-1)
    if (payment && (imp_uid ?? merchant_uid) !== null) return { payment, sandbox }
  }
  return null
}

interface Ids {
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
}

function idsOf(subject: unknown): Ids {
  if (typeof subject === 'string') {
    const is_imp_uid = /^imps?_/.test(subject)
    return { imp_uid: is_imp_uid ? subject : null, merchant_uid: is_imp_uid ? null : subject }
  }
  if (typeof subject !== 'object' || subject === null) return { imp_uid: null, merchant_uid: null }
  if ('imp_uid' in subject && typeof subject.imp_uid === 'string') return idsOf(subject.imp_uid)
  return 'payment' in subject ? idsOf(subject.payment) : { imp_uid: null, merchant_uid: null }
}
