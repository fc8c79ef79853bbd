/** 요청: what the shop's server called, with both bodies, why it was refused and how we know that. */
import { type Bilingual, inEach, say } from '../../core/bilingual.ts'
import { kstText } from '../../core/kst.ts'
import type { Provenance } from '../../core/provenance.ts'
import { provenanceText } from '../../telling/provenance.ts'
import { ANSWER_KINDS, type AnswerKind, type TraceRecord } from '../../trace/record.ts'
import { curlOf } from '../curl.ts'
import { cutBody } from '../cut-body.ts'
import type { Page } from '../page.ts'
import { pager, readPage } from '../paging.ts'
import { withQuery } from '../paths.ts'
import { isRefusedCall } from '../problems.ts'

const SIZE = 40

const KINDS: Readonly<Record<AnswerKind, ReturnType<typeof say>>> = {
  '4xx': say('4xx', '4xx'),
  '5xx': say('5xx', '5xx'),
  refused: say('code ≠ 0', 'code ≠ 0'),
  assumed: say('추정한 응답', 'assumed'),
  hinted: say('힌트 있음', 'with a hint'),
  lost: say('응답 없음', 'no answer'),
}

export const requests: Page = {
  path: '/requests',
  view: 'requests',
  nav: {
    name: say('요청', 'Requests'),
    failures: {
      count: ({ trace }, since) =>
        trace.newest().filter((one) => one.seq > since && isRefusedCall(one)).length,
      title: say(
        '이 페이지를 마지막으로 본 뒤에 거절된 요청',
        'Calls that were refused since you last looked at this page',
      ),
      are_new: true,
    },
  },
  model({ merchants, payments, trace }, { origin, query, req }) {
    const answer = ANSWER_KINDS.find((kind) => kind === query.answer)
    const q = (query.q ?? '').slice(0, 200)
    const current = readPage(query.page)
    const { list, total } = trace.list({
      surface: 'rest',
      is_call: true,
      ...(answer && { answer }),
      ...(q && { q }),
      newest_first: true,
      limit: SIZE,
      offset: (current - 1) * SIZE,
    })
    const { imp_key, imp_secret } = merchants.byDefault()
    const to = (kind: AnswerKind | null) => withQuery('/dashboard/requests', { answer: kind, q })
    return {
      q,
      origin,
      answer: answer ?? '',
      total,
      cutBody,
      tabs: [
        { text: say('모두', 'All'), href: to(null), is_current: !answer },
        ...(['4xx', 'refused', 'assumed', 'hinted', '5xx', 'lost'] as const).map((kind) => ({
          text: KINDS[kind],
          href: to(kind),
          is_current: answer === kind,
        })),
      ],
      calls: list.map((record) => ({
        ...showCall(record),
        curl: curlOf(record, { origin, imp_key, imp_secret }),
        has_payment: record.imp_uid !== null && payments.read.exists(record.imp_uid),
      })),
      pages: pager(req.originalUrl, total, SIZE, current),
    }
  },
}

function showCall({ seq, at_ms, clock, imp_uid, merchant_uid, cause, request, response }: TraceRecord) {
  const { status = null, ms = null, code, hint, known } = response ?? {}
  const is_good = status !== null && status < 400 && (code ?? 0) === 0
  return {
    seq,
    method: request?.method ?? '',
    url: request?.url ?? '',
    at: kstText(clock),
    real_at: kstText(Math.floor(at_ms / 1000)),
    imp_uid,
    merchant_uid,
    cause,
    status,
    code: code ?? null,
    ms,
    tone: is_good ? 'good' : 'bad',
    said: messageOf(response?.body),
    hint: hint ? withoutSource(hint, known) : null,
    known: known ? provenanceText(known) : null,
    is_assumed: known?.how === 'assumed',
    request: { headers: headerText(request?.headers), body: bodyText(request?.body), cut: request?.cut ?? 0 },
    response: { body: bodyText(response?.body), cut: response?.cut ?? 0 },
  }
}

/** That an answer is assumed, and why, stands in a line of its own. */
function withoutSource(hint: Bilingual | string, known: Provenance | undefined): Bilingual | null {
  const source = known?.how === 'assumed' ? ` ${known.source}` : null
  const rest = inEach(hint, (text) => {
    if (source === null || !text.endsWith(source)) return text
    return text
      .slice(0, -source.length)
      .replace(/(추정|assumed):$/, '')
      .trimEnd()
  })
  return rest.ko === '' ? null : rest
}

/** `message` of the envelope: iamport's own words. */
function messageOf(body: unknown): string | null {
  if (typeof body !== 'string') return null
  const found = /^\{"code":-?\d+,"message":("(?:[^"\\]|\\.)*")/.exec(body)
  if (!found) return null
  return String(JSON.parse(found[1]!))
}

function headerText(headers: Readonly<Record<string, unknown>> = {}): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
}

/** JSON as people read it; anything else as it is. */
function bodyText(body: unknown): string {
  if (body === null || body === undefined) return ''
  if (typeof body !== 'string') return JSON.stringify(body, null, 2)
  if (!/^\s*[{[]/.test(body)) return body
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
