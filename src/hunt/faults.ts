/** What may go wrong in a made-up life: faults that a real world can bring, and that end. */
import type { Fault } from '../scenarios/fault.ts'

/** The call that gives money back. */
export const CANCEL = 'rest POST /payments/cancel'

export interface FaultKind {
  readonly faults: readonly Fault[]
  readonly weight: number
}

/** The plainest first. `calls` are the REST operations that the shop was seen to call; what strikes a refund costs the most. */
export const faultKinds = (calls: readonly string[]): readonly FaultKind[] => [
  { faults: WEBHOOKS, weight: 4 },
  ...calls.map((call) => ({ faults: restFaults(call), weight: `rest ${call}` === CANCEL ? 4 : 2 })),
  { faults: OTHERS, weight: 1 },
]

export const faultsFor = (calls: readonly string[]): readonly Fault[] =>
  faultKinds(calls).flatMap(({ faults }) => faults)

const EVENTS = ['paid', 'ready', 'cancelled'] as const
const SPOILED = ['empty', 'cut', 'garbage', 'wrong_uid', 'wrong_status'] as const

const WEBHOOKS: readonly Fault[] = [
  ...EVENTS.flatMap((event): Fault[] => [
    { at: 'webhook.send', match: { event }, do: 'twice', nth: 1 },
    { at: 'webhook.send', match: { event }, do: 'lost', nth: 1 },
    { at: 'webhook.send', match: { event }, do: { late: '1h' }, nth: 1 },
    { at: 'webhook.send', match: { event }, do: 'after_next', nth: 1 },
  ]),
  ...SPOILED.map((corrupt): Fault => ({ at: 'webhook.send', do: { corrupt }, nth: 1 })),
]

const OTHERS: readonly Fault[] = [
  { at: 'outcome', do: 'never', nth: 1 },
  { at: 'approve', do: { amount: 100 }, nth: 1 },
]

/** What a network or a server does to one call. A token expires only where one came along. */
function restFaults(call: string): Fault[] {
  const at = `rest ${call}` as const
  const common: Fault[] = [
    ...(['lost', 'drop', 'malformed', 'empty', { status: 500 }] as const).map((effect) => ({
      at,
      do: effect,
      nth: 1,
    })),
    { at, do: 'lost', nth: 2 },
    { at, do: { status: 500 }, nth: 2 },
  ]
  return call === 'POST /users/getToken' ? common : [...common, { at, do: 'token_expired', nth: 1 }]
}

export const isBending = ({ at, do: effect }: Fault): boolean =>
  at === 'approve' && typeof effect === 'object' && 'amount' in effect
