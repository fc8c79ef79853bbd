/** What a change of a payment was: the buyer's step, the bank's, the administrator's, or that time had come. */
import { failureText } from '../catalog/failure-texts.ts'
import { refusal } from '../catalog/refusals.ts'
import { findPg } from '../choice/find-pg.ts'
import { toMinor } from '../core/money.ts'
import type { Payment } from '../payments/payment.ts'
import type { TraceRecord } from '../trace/record.ts'
import { durationText, type Track } from './track.ts'

export interface State {
  readonly record: TraceRecord
  readonly payment: Payment
  readonly track: Track
  /** What request_pay was given, in major units; undefined where no page asked. */
  readonly asked: number | undefined
  readonly window_lifetime_s: number
  /** Asked for by the shop's server, not in a window. */
  readonly is_by_api: boolean
}

/** By the name that the payment's timeline has for it. What is not here comes of a step by itself. */
export const STATES: Readonly<Record<string, (state: State) => void>> = {
  approved,
  'vbank issued': approved,

  declined({ record, payment, track }) {
    const reason = String(detailOf(record).reason ?? '')
    // The buyer was through, and the order itself was refused: it will be again.
    if (reason === ALREADY_PAID || reason === payment.order.refused_by_pg?.message)
      track.inWindow(record, 'approve')
    else track.inWindow(record, 'decline', declineOf(reason, payment))
  },
  'cancelled by the buyer': ({ record, track }) => track.inWindow(record, 'give_up'),
  'window left': ({ record, track }) => track.inWindow(record, 'abandon'),

  deposited({ record, payment, track }) {
    const { amount } = detailOf(record)
    const is_other = typeof amount === 'number' && toMinor(amount, payment.currency) !== payment.amount
    track.push(record, 'deposit', { ...track.which(record), ...(is_other ? { amount, force: true } : {}) })
  },

  'approved late': ({ record, track }) => track.push(record, 'approve_late', track.which(record)),
  cancelled: (state) => cancelled(state, {}),
  'partly cancelled': (state) => cancelled(state, { amount: detailOf(state.record).amount }),

  'window expired': (state) => expired(state, state.window_lifetime_s),
  'vbank expired': (state) => expired(state, state.payment.approval.vbank_date + 1 - state.record.clock),
  'cancelled at the PG only': ({ record, track }) => track.pass(record.clock, true),
}

/** An order that was paid in another window meanwhile is refused in these words. */
const ALREADY_PAID = refusal('order_already_paid').message

export const detailOf = ({ line }: TraceRecord): Readonly<Record<string, unknown>> => line?.detail ?? {}

function approved({ record, track, asked, is_by_api }: State): void {
  if (is_by_api) return
  const { amount } = detailOf(record)
  const is_other = asked !== undefined && typeof amount === 'number' && amount !== asked
  track.inWindow(record, 'approve', is_other ? { amount } : {})
}

/** The shop's own cancels are calls of its server. */
function cancelled({ record, track }: State, part: Readonly<Record<string, unknown>>): void {
  const { by, reason } = detailOf(record)
  if (by === 'pg') track.pass(record.clock, true)
  if (by !== 'admin') return
  const said = typeof reason === 'string' && reason !== '' ? { reason } : {}
  track.push(record, 'admin_cancel', { ...track.which(record), ...part, ...said })
}

/** By hand no time has passed; the file lets it. */
function expired({ record, track }: State, left_s: number): void {
  if (record.clock > track.clock()) track.pass(record.clock, true)
  else if (left_s > 0) track.steps.push({ advance: durationText(left_s) })
}

/** What the PG said, out of the words that iamport puts around it. */
function declineOf(reason: string, payment: Payment): Record<string, unknown> {
  const message = reason === '' ? '카드사에서 거절했습니다.' : reason
  const said = WAYS.map((way) => saidByPg(message, payment, way)).find((found) => found !== null)
  if (said) return said
  const code = /\[?\(?([A-Z]?\d{2,6})\)?\]?/.exec(message)?.[1] ?? 'F1000'
  return { code, message }
}

/** The tightest words first: without any, all would be the PG's. */
const WAYS = ['approval', 'api', 'layer', 'redirect'] as const

/** Null where the words around it are others. */
function saidByPg(reason: string, { pg_provider, imp_uid }: Payment, way: (typeof WAYS)[number]) {
  const { pg } = findPg(pg_provider)
  if (!pg) return null
  const frame = failureText(pg, way, 'declined', { imp_uid, code: CODE, message: MESSAGE })
  const [before = '', rest = ''] = frame.split(CODE)
  const [between = '', after] = rest.split(MESSAGE)
  if (after === undefined || !reason.startsWith(before) || !reason.endsWith(after)) return null
  const words = reason.slice(before.length, reason.length - after.length)
  const end = words.indexOf(between)
  const [code, message] = [words.slice(0, end), words.slice(end + between.length)]
  return end > 0 && /^\w+$/.test(code) && message !== '' ? { code, message } : null
}

/** Stand where code and message of a PG will be: the code comes first. */
const CODE = '\u0001'
const MESSAGE = '\u0002'
