/** One fault of a scenario: where it acts, on what, which time, and what it does. Its schema knows every moment's effects. */
import { z } from 'zod'
import { parseDuration } from '../core/duration.ts'
import { IsoTime } from '../core/iso-time.ts'

export const Duration = z.union([z.number(), z.string()]).refine((value) => parseDuration(value) !== null, {
  error: "a duration such as '3 days', '10m' or a number of seconds",
  params: { ko: "'3 days', '10m' 같은 기간이나 초여야 합니다." },
})

const Code = z.union([
  z.string().min(1),
  z.strictObject({ code: z.string().min(1), message: z.string().default('시나리오에 따라 거절되었습니다.') }),
])
const Match = z.strictObject({
  imp_uid: z.string().optional(),
  merchant_uid: z.string().optional(),
  pg: z.string().optional(),
  pay_method: z.string().optional(),
  device: z.enum(['pc', 'mobile']).optional(),
})

const Turn = {
  nth: z.int().min(1).optional().describe('from the nth match on; alone: only the nth'),
  times: z.int().min(1).optional().describe('for so many matches'),
  until: IsoTime.optional().describe('over from this virtual time on'),
  chance: z.number().min(0).max(1).optional().describe('how likely, by the seed; default: certain'),
}

const RequestFault = z.strictObject({
  at: z.literal('request'),
  match: Match.optional(),
  do: z.strictObject({ refuse: Code }),
  ...Turn,
})
const ApproveFault = z.strictObject({
  at: z.literal('approve'),
  match: Match.optional(),
  do: z.union([z.strictObject({ decline: Code }), z.strictObject({ amount: z.number().positive() })]),
  ...Turn,
})
const ConfirmFault = z.strictObject({
  at: z.literal('confirm_url'),
  match: Match.optional(),
  do: z.enum(['lost', 'skip']),
  ...Turn,
})
const OutcomeFault = z.strictObject({
  at: z.literal('outcome'),
  match: Match.optional(),
  do: z.enum(['never']),
  ...Turn,
})
const WebhookFault = z.strictObject({
  at: z.literal('webhook.send'),
  match: Match.extend({ event: z.enum(['paid', 'ready', 'cancelled', 'failed']).optional() }).optional(),
  do: z.union([
    z.enum(['lost', 'twice', 'after_next', 'after_browser']),
    z.strictObject({ copies: z.int().min(0).max(100) }),
    z.strictObject({ late: Duration }),
    z.strictObject({ corrupt: z.enum(['empty', 'cut', 'garbage', 'wrong_uid', 'wrong_status']) }),
  ]),
  ...Turn,
})
const RestEffect = z.union([
  z.enum(['drop', 'reset', 'malformed', 'empty', 'lost', 'token_expired', 'token_revoked']),
  z.strictObject({ slow: z.int().min(0).max(600_000).describe('real milliseconds') }),
  z.strictObject({ status: z.int().min(500).max(599) }),
])
export type RestEffect = z.infer<typeof RestEffect>
const RestFault = z.strictObject({
  at: z.string(),
  match: z.strictObject({ imp_uid: z.string().optional(), merchant_uid: z.string().optional() }).optional(),
  do: RestEffect,
  ...Turn,
})
const TimeFault = z.strictObject({
  at: z.literal('time'),
  when: IsoTime,
  do: z.strictObject({ jump: Duration }),
})

/** Any fault; `operations` are the REST operations that there are, as `METHOD path`. */
export function faultSchema(operations: readonly string[]) {
  const names = operations.map((operation): `rest ${string}` => `rest ${operation}`)
  return z.union([
    RequestFault,
    ApproveFault,
    ConfirmFault,
    OutcomeFault,
    WebhookFault,
    TimeFault,
    RestFault.extend({ at: z.enum(names) }),
  ])
}
export type Fault = z.infer<ReturnType<typeof faultSchema>>
/** One that waits for something to happen, not for a time. */
export type TurnFault = Exclude<Fault, { at: 'time' }>
export type WebhookFault = z.infer<typeof WebhookFault>
