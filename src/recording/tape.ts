/** Records of the trace become steps, one after the other. */
import type { Payment } from '../payments/payment.ts'
import type { TraceRecord } from '../trace/record.ts'
import { askedBy, isRequest, payOf } from './opening.ts'
import { restStep } from './rest-step.ts'
import { detailOf, STATES } from './states.ts'
import { createTrack } from './track.ts'

interface Facts {
  readonly paymentOf: (imp_uid: string) => Payment | null
  /** Numbers of the webhooks that were written for a payment. */
  readonly deliveriesOf: (imp_uid: string) => readonly number[]
  readonly window_lifetime_s: number
}

export function createTape(
  records: readonly TraceRecord[],
  { paymentOf, deliveriesOf, window_lifetime_s }: Facts,
) {
  const track = createTrack(records[0]?.clock ?? 0)
  const by_seq = new Map(records.map((record) => [record.seq, record]))
  const changed_by = new Set(records.filter(({ surface }) => surface === 'state').map(({ cause }) => cause))
  /** By imp_uid: what request_pay was given. */
  const asked = new Map<string, number>()
  const of_api = new Set<string>()
  const home = new Set<string>()

  function hearRequest(record: TraceRecord): void {
    const { data, pay } = askedBy(record)
    const opened = records.find(({ surface, cause }) => surface === 'state' && cause === record.seq)
    const imp_uid = opened?.imp_uid ?? record.imp_uid
    if (imp_uid !== null) asked.set(imp_uid, Number(data.amount))
    track.open(record, imp_uid, pay, data.amount)
  }

  function hearState(record: TraceRecord): void {
    const { imp_uid, cause } = record
    const payment = imp_uid === null ? null : paymentOf(imp_uid)
    if (imp_uid === null || !payment) return
    const what = String(detailOf(record).what ?? '')
    const request = cause === null ? undefined : by_seq.get(cause)
    if (what === 'window opened' && !(request && isRequest(request)))
      track.open(record, imp_uid, payOf(payment), payment.amount)
    if (what === 'requested by the API') of_api.add(imp_uid)
    track.know(imp_uid)
    const is_by_api = of_api.has(imp_uid)
    STATES[what]?.({ record, payment, track, asked: asked.get(imp_uid), window_lifetime_s, is_by_api })
  }

  function hearCall(record: TraceRecord): void {
    const { orders, payments } = track
    const step = restStep(record, changed_by.has(record.seq), orders.at(-1), payments.at(-1))
    if (step) track.push(record, 'rest', step)
  }

  function hearWebhook(record: TraceRecord): void {
    const { delivery, why } = detailOf(record)
    if (why !== 'resend') {
      if (track.steps.at(-1) !== 'webhooks') track.push(record, 'webhooks')
      return
    }
    const all = track.payments.flatMap(deliveriesOf).sort((a, b) => a - b)
    const nth = all.indexOf(Number(delivery)) + 1
    track.push(record, 'resend', all.length > 1 && nth > 0 ? { nth } : {})
  }

  return {
    steps: track.steps,
    orders: track.orders,
    payments: track.payments,

    hear(record: TraceRecord): void {
      const { surface, request, imp_uid } = record
      if (isRequest(record)) hearRequest(record)
      else if (surface === 'state') hearState(record)
      else if (surface === 'rest') hearCall(record)
      else if (surface === 'home' && imp_uid !== null && !home.has(imp_uid)) {
        home.add(imp_uid)
        track.inWindow(record, 'come_home')
      } else if (surface === 'webhook' && request) hearWebhook(record)
    },
  }
}
