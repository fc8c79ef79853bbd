/** What is pressed in the sandbox's own panel of a window. */
import { toMajor } from '../../core/money.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import type { Outcome } from './outcome.ts'

/** Longer than this no browser waits. */
const LONGEST_WAIT_S = 60

/** The panel's form: what happens, and after how many milliseconds. An unknown word approves. */
export function readPanel(form: Readonly<Record<string, string>>): { outcome: Outcome; wait_ms: number } {
  const wait_s = Math.min(LONGEST_WAIT_S, Math.max(0, Number(form.wait_s) || 0))
  return { outcome: readOutcome(form), wait_ms: wait_s * 1000 }
}

function readOutcome({ outcome, decline = '', amount = '' }: Readonly<Record<string, string>>): Outcome {
  switch (outcome) {
    case 'cancel':
    case 'close':
    case 'abandon':
    case 'vanish':
      return outcome
    case 'decline':
      return { decline }
    case 'late':
      return { decline, late: true }
    case 'tamper':
      return Number(amount) > 0 ? { approve: { amount: Number(amount) } } : 'approve'
    default:
      return 'approve'
  }
}

/** What the panel offers besides the five that every window has. */
export interface PanelModel {
  /** A tampered amount to begin with, in major units: a hundredth, as somebody who cheats would choose. */
  readonly tampered: number
  readonly has_late_approval: boolean
  /** Paying by deposit issues an account, so its amount cannot be tampered with here. */
  readonly can_tamper: boolean
}

export function panelModel(payment: Payment): PanelModel {
  const { pg, method } = contract(payment)
  const minor = Math.max(1, Math.floor(payment.amount / 100))
  return {
    tampered: toMajor(minor, payment.currency),
    has_late_approval: pg.quirks.late_approval !== undefined,
    can_tamper: method.settles === 'now',
  }
}
