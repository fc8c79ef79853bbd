/** What a scenario says must be so, against what was seen. */
import { type Bilingual, inEach, say } from '../core/bilingual.ts'
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

function payments({ payments: wanted }: Expectation, seen: Evidence, fill: <T>(value: T) => T): Bilingual[] {
  if (!wanted) return []
  const count =
    wanted.length === seen.payments.length
      ? []
      : [
          say(
            `payments: ${wanted.length}건이어야 하는데 ${seen.payments.length}건`,
            `payments: there should be ${wanted.length}, and there are ${seen.payments.length}`,
          ),
        ]
  return [
    ...count,
    ...wanted.flatMap((one, n) => differences(`payments[${n}]`, fill(one), seen.payments[n] ?? null)),
  ]
}

/** Every key that is named must be as it says; others are free. */
function differences(where: string, wanted: unknown, is: unknown): Bilingual[] {
  if (isRecord(wanted)) {
    if (!isRecord(is)) return [say(`${where}: 없습니다`, `${where}: there is none`)]
    return Object.entries(wanted).flatMap(([key, value]) => differences(`${where}.${key}`, value, is[key]))
  }
  const same = wanted === is || JSON.stringify(wanted) === JSON.stringify(is)
  const [should, does] = [JSON.stringify(wanted), JSON.stringify(is ?? null)]
  return same
    ? []
    : [say(`${where}: ${should}이어야 하는데 ${does}`, `${where}: should be ${should}, is ${does}`)]
}

function webhooks({ webhooks: wanted }: Expectation, { deliveries }: Evidence): Bilingual[] {
  if (!wanted) return []
  const events = deliveries.map(({ event }) => event).join(', ')
  if (wanted.length !== deliveries.length) {
    const should = wanted.map(({ event }) => event).join(', ')
    return [
      say(
        `webhooks: ${should || '없음'}이어야 하는데 ${events || '없음'}`,
        `webhooks: should be ${should || 'none'}, are ${events || 'none'}`,
      ),
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

function rest({ rest: wanted }: Expectation, seen: Evidence): Bilingual[] {
  return (wanted ?? []).flatMap(({ call, at_least, at_most }) => {
    const count = seen.rest.filter(({ operation, by_replay }) => operation === call && !by_replay).length
    const least = at_least ?? (at_most === undefined ? 1 : 0)
    if (count < least)
      return [
        say(
          `rest: ${call}을(를) ${least}번 이상 불러야 하는데 ${count}번`,
          `rest: ${call} should be called ${times(least)} at least, was called ${times(count)}`,
        ),
      ]
    return at_most !== undefined && count > at_most
      ? [
          say(
            `rest: ${call}은(는) ${at_most}번까지인데 ${count}번`,
            `rest: ${call} may be called ${times(at_most)} at most, was called ${times(count)}`,
          ),
        ]
      : []
  })
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)

async function shopLines(
  wanted: NonNullable<Expectation['shop']>,
  seen: Evidence,
  shop: Shop,
): Promise<Bilingual[]> {
  const lines: Bilingual[] = []
  for (const line of wanted) {
    if ('order' in line) {
      if (seen.ledger === null) continue
      const merchant_uid = seen.orders[line.order - 1]?.merchant_uid
      const is = seen.ledger.find((order) => order.merchant_uid === merchant_uid)
      if (is?.is === line.is) continue
      lines.push(
        say(
          `shop: 주문 ${line.order}은(는) ${line.is}이어야 하는데 ${is?.status ?? '없음'}`,
          `shop: order ${line.order} should be ${line.is}, is ${is?.status ?? 'not there'}`,
        ),
      )
    } else lines.push(...(await askShop(line, shop)))
  }
  return lines
}

async function askShop(
  line: { get: string; path: string; equals?: unknown } | { get: string; text: string },
  shop: Shop,
): Promise<Bilingual[]> {
  try {
    if ('path' in line)
      return differences(
        `shop ${line.get} ${line.path}`,
        line.equals,
        pick(await shop.askJson('GET', line.get), line.path),
      )
    const { text } = await shop.ask('GET', line.get)
    if (text.includes(line.text)) return []
    return [
      say(`shop ${line.get}: '${line.text}'이(가) 없습니다`, `shop ${line.get}: '${line.text}' is not in it`),
    ]
  } catch (error) {
    if (error instanceof ShopTrouble) return [inEach(error.said, (said) => `shop: ${said}`)]
    throw error
  }
}
