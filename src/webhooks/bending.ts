/** What rules and scenarios make of a webhook: which it is for, several at once, and how each of its copies leaves. */
import { parseIso } from '../core/clock.ts'
import type { Bender, BentBy, Corruption, WebhookEffect, WebhookRule } from './rules.ts'

/** A webhook as a rule sees it. */
export interface Subject {
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  readonly event: string
  readonly url: string
}

/** Whether a rule is about this webhook at all. What matches is counted, whether or not its turn has come. */
export function matches({ match, until }: WebhookRule, subject: Subject, now_ms: number): boolean {
  if (until !== undefined && now_ms >= (parseIso(until) ?? 0)) return false
  return (
    (match.imp_uid ?? subject.imp_uid) === subject.imp_uid &&
    (match.merchant_uid ?? subject.merchant_uid) === subject.merchant_uid &&
    (match.event ?? subject.event) === subject.event &&
    subject.url.includes(match.url ?? '')
  )
}

/** Several effects at once: the later one wins where both say something. */
export function combine(effects: readonly WebhookEffect[]): WebhookEffect {
  if (effects.length === 1) return effects[0]!
  const said: Record<string, unknown> = {}
  for (const effect of effects) {
    for (const name of EFFECTS) if (effect[name] !== undefined) said[name] = effect[name]
  }
  return said
}

const EFFECTS = ['order', 'delay_ms', 'copies', 'swap', 'corrupt'] as const

/** Who ordered what a webhook does that iamport's would not. An order against the browser counts where it loses the webhook. */
export function bendersOf(effects: readonly BentBy[], is_from_browser: boolean): Bender[] {
  const isBending = ({ order, delay_ms, copies, swap, corrupt }: WebhookEffect) =>
    delay_ms !== undefined ||
    copies !== undefined ||
    swap !== undefined ||
    corrupt !== undefined ||
    (is_from_browser && order === 'browser_only')
  return effects.filter(isBending).map(({ by }) => by)
}

/** How one copy of a webhook leaves. */
export interface Plan {
  readonly delay_ms: number
  /** What lets it leave earlier than its delay says. */
  readonly waits_for: 'browser' | 'next' | null
  readonly is_lost: boolean
  /** What was done to it that iamport would not do; null when nothing was. */
  readonly fault: Fault | null
}

export interface Fault {
  /** `2 of 3` */
  readonly copy?: string
  readonly lost?: true
  readonly delay_ms?: number
  readonly swap?: true
  readonly corrupt?: Corruption
  /** Who ordered it. Missing in what was written before this was kept. */
  readonly by?: readonly Bender[]
}

/** How long a webhook that lets the browser go first waits, when nobody says that the browser has arrived. */
const BROWSER_FIRST_MS = 3000
/** How long a swapped one waits for a next one that may never come. */
const SWAP_MS = 60_000

/** Nobody bends it, and no browser is there to race with: nearly every webhook of a shop's own call. */
const PLAIN: readonly Plan[] = [{ delay_ms: 0, waits_for: null, is_lost: false, fault: null }]

/** One plan for each copy. `is_from_browser`: a payment window has just ended, so that there is a browser to race with. */
export function planOf(
  effect: WebhookEffect,
  is_from_browser: boolean,
  by: readonly Bender[] = [],
): readonly Plan[] {
  const { delay_ms = 0, copies = 1, swap = false, corrupt } = effect
  const order = is_from_browser ? (effect.order ?? 'at_once') : 'at_once'
  if (delay_ms === 0 && copies === 1 && !swap && corrupt === undefined && order === 'at_once') return PLAIN
  const is_lost = copies === 0 || order === 'browser_only'
  const waits_for = swap ? 'next' : order === 'browser_first' ? 'browser' : null
  const wait_ms = waits_for === null ? 0 : swap ? SWAP_MS : BROWSER_FIRST_MS
  return Array.from({ length: Math.max(copies, 1) }, (_, n) => {
    const is_touched = copies > 1 || is_lost || delay_ms > 0 || swap || corrupt !== undefined
    const fault: Fault | null = is_touched
      ? {
          ...(copies > 1 ? { copy: `${n + 1} of ${copies}` } : {}),
          ...(is_lost ? { lost: true as const } : {}),
          ...(delay_ms > 0 ? { delay_ms } : {}),
          ...(swap ? { swap: true as const } : {}),
          ...(corrupt ? { corrupt } : {}),
          ...(by.length > 0 ? { by } : {}),
        }
      : null
    return { delay_ms: delay_ms + wait_ms, waits_for, is_lost, fault }
  })
}
