/** Which of two ways was first, in words: the shop hears of a payment by its page and by its server, and calls back itself. */
import { type Bilingual, say } from '../../core/bilingual.ts'
import type { TraceRecord } from '../../trace/record.ts'

export interface Race {
  readonly text: Bilingual
  /** In a list: short, and only of what may catch a shop unprepared. */
  readonly mark: Bilingual | null
  /** Events of the axis that it is about. */
  readonly seqs: readonly number[]
}

export function racesOf(records: readonly TraceRecord[]): Race[] {
  const of = (surface: TraceRecord['surface']) =>
    records.filter((record) => record.surface === surface && record.request !== null)
  const [home] = of('home')
  const webhooks = of('webhook')
  const calls = of('rest').filter(({ request }) => /\/(payments|certifications)\//.test(request!.url))
  return [
    ...(home && webhooks[0] ? [homeAndWebhook(home, webhooks[0])] : []),
    ...webhooks.slice(1, 3).flatMap((second, n) => sameTwice(webhooks[n]!, second)),
    ...(webhooks[0] ? beforeAnswer(webhooks[0], calls) : []),
    ...(home && calls[0] ? beforeHome(home, calls[0]) : []),
  ]
}

/** The marks of several payments, by imp_uid: of what is still in memory of them. */
export function raceMarks(
  records: readonly TraceRecord[],
  imp_uids: readonly string[],
): ReadonlyMap<string, readonly Race[]> {
  const of = new Map(imp_uids.map((imp_uid) => [imp_uid, [] as TraceRecord[]]))
  for (const record of records) {
    const { surface, imp_uid } = record
    if (imp_uid !== null && (surface === 'home' || surface === 'webhook')) of.get(imp_uid)?.push(record)
  }
  const marked = [...of].map(([imp_uid, mine]) => {
    mine.sort((a, b) => a.seq - b.seq)
    return [imp_uid, racesOf(mine).filter(({ mark }) => mark !== null)] as const
  })
  return new Map(marked)
}

function homeAndWebhook(home: TraceRecord, webhook: TraceRecord): Race {
  const way = isRedirect(home) ? say('리다이렉트', 'redirect') : say('콜백', 'callback')
  const apart = Math.abs(home.at_ms - webhook.at_ms)
  const seqs = [home.seq, webhook.seq]
  if (webhook.at_ms < home.at_ms || (apart === 0 && webhook.seq < home.seq)) {
    const subject = way.ko === '콜백' ? '콜백보다' : '리다이렉트보다'
    return {
      text: say(`웹훅이 ${subject} ${apart} ms 먼저`, `The webhook was ${apart} ms ahead of the ${way.en}`),
      mark: say('먼저 옴', 'came first'),
      seqs,
    }
  }
  const subject = way.ko === '콜백' ? '콜백이' : '리다이렉트가'
  return {
    text: say(`${subject} 웹훅보다 ${apart} ms 먼저`, `The ${way.en} was ${apart} ms ahead of the webhook`),
    mark: null,
    seqs,
  }
}

const isRedirect = ({ response }: TraceRecord) => typeof response?.headers.location === 'string'

/** The same news again: a shop that counts it twice has a problem. */
function sameTwice(first: TraceRecord, second: TraceRecord): Race[] {
  const text = (record: TraceRecord) => JSON.stringify(record.request!.body)
  if (first.request!.url !== second.request!.url || text(first) !== text(second)) return []
  const apart = second.at_ms - first.at_ms
  return [
    {
      text: say(`같은 웹훅이 ${apart} ms 뒤에 한 번 더`, `The same webhook came once more ${apart} ms later`),
      mark: say('두 번 옴', 'came twice'),
      seqs: [first.seq, second.seq],
    },
  ]
}

function beforeAnswer(webhook: TraceRecord, calls: readonly TraceRecord[]): Race[] {
  const { at_ms, response } = webhook
  const answered_ms = at_ms + (response?.ms ?? 0)
  const call = calls.find((one) => one.at_ms >= at_ms && one.seq > webhook.seq)
  if (!call || response?.ms == null) return []
  const apart = call.at_ms - at_ms
  const text =
    call.at_ms <= answered_ms
      ? say(
          `서버가 웹훅을 받고 ${apart} ms 뒤, 답하기 전에 조회`,
          `The server asked ${apart} ms after the webhook came, before it answered`,
        )
      : say(
          `서버가 웹훅에 답하고 ${call.at_ms - answered_ms} ms 뒤에 조회`,
          `The server asked ${call.at_ms - answered_ms} ms after it had answered the webhook`,
        )
  return [{ text, mark: null, seqs: [webhook.seq, call.seq] }]
}

function beforeHome(home: TraceRecord, call: TraceRecord): Race[] {
  if (call.at_ms >= home.at_ms) return []
  const apart = home.at_ms - call.at_ms
  const text = say(
    `결과가 브라우저로 가기 ${apart} ms 전에 서버가 이미 조회`,
    `The server had asked ${apart} ms before the result went to the browser`,
  )
  return [{ text, mark: null, seqs: [call.seq, home.seq] }]
}
