/** What a scenario says must be so, against what was seen. */
import { isRecord } from '../core/schema.ts'
import type { Evidence } from './evidence.ts'
import type { Finding } from './findings.ts'
import type { Expectation } from './scenario.ts'
import { fillIn, pick, type Shop, ShopTrouble } from './shop.ts'

export async function unmet(expected: Expectation, seen: Evidence, shop: Shop): Promise<Finding[]> {
  const words = { ...seen.orders.at(-1), imp_uid: seen.payments.at(-1)?.imp_uid }
  const wanted = <T>(value: T): T => fillIn(value, words) as T
  const lines = [
    ...(expected.payment
      ? differences('payment', wanted(expected.payment), seen.payments.at(-1) ?? null)
      : []),
    ...payments(expected, seen, wanted),
    ...(expected.callback ? differences('callback', wanted(expected.callback), seen.rsp) : []),
    ...webhooks(expected, seen),
    ...rest(expected, seen),
    ...(await shopLines(wanted(expected.shop ?? []), seen, shop)),
  ]
  return lines.map((detail) => ({ name: 'expectation', detail }))
}

function payments({ payments: wanted }: Expectation, seen: Evidence, fill: <T>(value: T) => T): string[] {
  if (!wanted) return []
  const count =
    wanted.length === seen.payments.length
      ? []
      : [`payments: ${wanted.length}건이어야 하는데 ${seen.payments.length}건`]
  return [
    ...count,
    ...wanted.flatMap((one, n) => differences(`payments[${n}]`, fill(one), seen.payments[n] ?? null)),
  ]
}

/** Every key that is named must be as it says; others are free. */
function differences(where: string, wanted: unknown, is: unknown): string[] {
  if (isRecord(wanted)) {
    if (!isRecord(is)) return [`${where}: 없습니다`]
    return Object.entries(wanted).flatMap(([key, value]) => differences(`${where}.${key}`, value, is[key]))
  }
  const same = wanted === is || JSON.stringify(wanted) === JSON.stringify(is)
  return same ? [] : [`${where}: ${JSON.stringify(wanted)}이어야 하는데 ${JSON.stringify(is ?? null)}`]
}

function webhooks({ webhooks: wanted }: Expectation, { deliveries }: Evidence): string[] {
  if (!wanted) return []
  const events = deliveries.map(({ event }) => event).join(', ')
  if (wanted.length !== deliveries.length) {
    return [
      `webhooks: ${wanted.map(({ event }) => event).join(', ') || '없음'}이어야 하는데 ${events || '없음'}`,
    ]
  }
  return wanted.flatMap(({ event, answer, attempts }, n) => {
    const delivery = deliveries[n]!
    const last = delivery.attempts.at(-1)
    const is = last?.status ?? last?.error ?? null
    return [
      ...differences(`webhooks[${n}].event`, event, delivery.event),
      ...(answer === undefined ? [] : differences(`webhooks[${n}].answer`, answer, is)),
      ...(attempts === undefined
        ? []
        : differences(`webhooks[${n}].attempts`, attempts, delivery.attempts.length)),
    ]
  })
}

function rest({ rest: wanted }: Expectation, seen: Evidence): string[] {
  return (wanted ?? []).flatMap(({ call, at_least, at_most }) => {
    const count = seen.rest.filter(({ operation, by_replay }) => operation === call && !by_replay).length
    const least = at_least ?? (at_most === undefined ? 1 : 0)
    if (count < least) return [`rest: ${call}을(를) ${least}번 이상 불러야 하는데 ${count}번`]
    return at_most !== undefined && count > at_most
      ? [`rest: ${call}은(는) ${at_most}번까지인데 ${count}번`]
      : []
  })
}

async function shopLines(
  wanted: NonNullable<Expectation['shop']>,
  seen: Evidence,
  shop: Shop,
): Promise<string[]> {
  const lines: string[] = []
  for (const line of wanted) {
    if ('order' in line) {
      if (seen.ledger === null) continue
      const merchant_uid = seen.orders[line.order - 1]?.merchant_uid
      const is = seen.ledger.find((order) => order.merchant_uid === merchant_uid)
      if (is?.is === line.is) continue
      lines.push(`shop: 주문 ${line.order}은(는) ${line.is}이어야 하는데 ${is?.status ?? '없음'}`)
    } else lines.push(...(await askShop(line, shop)))
  }
  return lines
}

async function askShop(
  line: { get: string; path: string; equals?: unknown } | { get: string; text: string },
  shop: Shop,
): Promise<string[]> {
  try {
    if ('path' in line)
      return differences(
        `shop ${line.get} ${line.path}`,
        line.equals,
        pick(await shop.askJson('GET', line.get), line.path),
      )
    const { text } = await shop.ask('GET', line.get)
    return text.includes(line.text) ? [] : [`shop ${line.get}: '${line.text}'이(가) 없습니다`]
  } catch (error) {
    if (error instanceof ShopTrouble) return [`shop: ${error.message}`]
    throw error
  }
}
