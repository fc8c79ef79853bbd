/** What went wrong lately, grouped by its cause: each once, with how often, the last time, and where to look. */
import { type Bilingual, both, inLang, say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { isRecord } from '../core/schema.ts'
import { failureText } from '../telling/words.ts'
import type { TraceRecord } from '../trace/record.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { DashboardParts } from './parts.ts'
import { refusedOrders } from './refused.ts'
import type { Row } from './rows.ts'
import { parsed } from './story/axis.ts'

export interface Problem {
  readonly what: Bilingual | string
  readonly why: Bilingual | string
  readonly count: number
  readonly last: string
  readonly href: string
}

interface Found extends Omit<Problem, 'count' | 'last'> {
  readonly key: string
  readonly at: number
}

const LOOKED_AT = 300
const SHOWN = 8

/** Most frequent first. */
export function problemsOf(parts: DashboardParts, newest: readonly Row[]): Problem[] {
  const { trace, webhooks } = parts
  const failed = webhooks.newest('failed', LOOKED_AT)
  const found: Found[] = [
    ...newest.flatMap(ofAmount),
    ...failed.map(ofWebhook),
    ...refusedOrders(trace).map(({ seq, at, name, message }) => ({
      key: `refused ${name}`,
      what: say('request_pay 거절', 'request_pay refused'),
      why: message,
      at,
      href: `/dashboard/refused/${seq}`,
    })),
    ...trace.newest().filter(isRefusedCall).map(ofCall).reverse(),
  ]
  const groups = new Map<string, { first: Found; count: number }>()
  for (const one of found) {
    const known = groups.get(one.key)
    if (known) known.count++
    else groups.set(one.key, { first: one, count: 1 })
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count || b.first.at - a.first.at)
    .slice(0, SHOWN)
    .map(({ first: { what, why, at, href }, count }) => ({ what, why, href, count, last: kstText(at) }))
}

/** Each amount that is odd, of the payments that are shown. */
function ofAmount({ doubt, imp_uid, merchant_uid, started_at, href }: Row): Found[] {
  if (!doubt) return []
  return [
    {
      key: `amount ${imp_uid}`,
      what: say('금액이 이상함', 'An odd amount'),
      why: both((lang) => `${merchant_uid}: ${doubt.text[lang]}`),
      at: started_at,
      href,
    },
  ]
}

function ofWebhook({ id, imp_uid, url, due_at, attempts }: DeliveryView): Found {
  const last = attempts.at(-1)
  const error = last?.error ?? 'status'
  const [name = ''] = error.split(': ')
  const status = last?.status ?? null
  const origin = URL.canParse(url) ? new URL(url).origin : url
  const why = failureText(error)
  return {
    key: `webhook ${name} ${status} ${origin}`,
    what: say('웹훅이 상점에 닿지 않음', 'Webhooks do not reach the shop'),
    why: say(`${origin}: ${status ?? ''} ${why.ko}`, `${origin}: ${status ?? ''} ${why.en}`),
    at: last?.at ?? due_at,
    href: imp_uid ? `/dashboard/payments/${imp_uid}#webhook-${id}` : '/dashboard/webhooks?state=failed',
  }
}

export function isRefusedCall({ surface, response }: TraceRecord): boolean {
  return (
    surface === 'rest' && response !== null && ((response.status ?? 0) >= 400 || (response.code ?? 0) !== 0)
  )
}

function ofCall({ seq, clock, request, response }: TraceRecord): Found {
  const body = parsed(response!.body)
  const message = isRecord(body) && typeof body.message === 'string' ? body.message : ''
  const { code, status, hint } = response!
  const called = `${request?.method ?? ''} ${request?.url ?? ''}`
  const why = hint || called
  return {
    key: `rest ${status} ${message}`,
    what: `REST ${status}${status === 200 ? ` · code ${code}` : ''}`,
    // `Unauthorized` tells nobody anything.
    why: say(
      /[가-힣]/.test(message) ? message : inLang(why, 'ko'),
      hint ? inLang(hint, 'en') : message || called,
    ),
    at: clock,
    href: `/dashboard/requests?answer=${(status ?? 0) >= 500 ? '5xx' : (status ?? 0) >= 400 ? '4xx' : 'refused'}#request-${seq}`,
  }
}
