/** What a call is answered: who asks, what is asked, the row's handler, and the envelope around what it says. */
import type { Request } from 'express'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { asBilingual, type Bilingual, say } from '../core/bilingual.ts'
import type { Database } from '../core/database.ts'
import { DatabaseError } from '../core/database-error.ts'
import { asHint, hintHeaders } from '../core/hint.ts'
import { Answer, type Input, type Operation } from '../core/operation.ts'
import type { Provenance } from '../core/provenance.ts'
import { hear, type Remarked } from '../core/remarks.ts'
import type { Merchant } from '../merchants/merchant.ts'
import type { Merchants } from '../merchants/merchants.ts'
import { disagreement } from './agreement.ts'
import { type Call, type Ended, type Envelope, send } from './call.ts'
import { type Remark, remarksOn } from './strictness.ts'
import { asDocumented, type RawParts, rawParts, readParts, readToken, withBlanks } from './wire.ts'

export interface AnswerParts {
  readonly merchants: Merchants
  /** Told about a fault of the sandbox itself. */
  readonly fault: (error: unknown, req: Request) => void
  /** Told what is wrong with a request that is answered all the same. */
  readonly remarked: (remark: Remarked, req: Request) => void
  /** What changes while `work` runs came of this call. */
  readonly during: <T>(seq: number, work: () => T) => T
  /** What `work` changes is written with what other calls change at the same moment; `written`: when it is, null where it is. */
  readonly writes?: Pick<Database, 'together' | 'written'>
  /** Told of every call when it has ended. */
  readonly ended: (call: Call, ended: Ended) => void
  /** Whether every answer is compared with its row; a difference is a fault of the sandbox, told and not answered. */
  readonly check_answers: boolean
}

export function createAnswers(parts: AnswerParts) {
  const { merchants, fault, remarked, during, ended, check_answers, writes = AT_ONCE } = parts
  return { answer, refuse, reply }

  function reply(
    call: Call,
    status: number,
    envelope: Envelope,
    hint: Bilingual | null,
    known?: Provenance,
  ): void {
    const written = writes.written()
    if (written) {
      // Nobody is told of what may not be kept.
      const told = () => reply(call, status, envelope, hint, known)
      return void written.then(told, (error: unknown) => refuse(call, error))
    }
    const text = JSON.stringify(envelope)
    send(call, status, text, hintHeaders(hint))
    ended(call, {
      status: call.effect === 'lost' ? null : status,
      envelope,
      text,
      hint,
      ...(known && { known }),
    })
  }

  /** Most handlers answer at once; those that wait answer a promise. */
  function answer(call: Call, row: Operation, encoded: Readonly<Record<string, string>>): void {
    let remarks: readonly Remark[] = []
    try {
      const { req } = call
      req.params = decoded(encoded)
      const merchant = row.token ? authenticate(req) : merchants.byDefault()
      const raw = rawParts(row, req)
      remarks = remark(row, raw, merchant, req)
      const hints = [...remarks.map(({ text }) => text), ...assumedOf(row.known)]
      const caller = { merchant: merchant.id, user_agent: req.headers['user-agent'] ?? '' }
      const heard = new Set<Remarked>()
      const value = hear(heard, () =>
        during(call.opened.seq, () => writes.together(() => handle(row, raw, caller))),
      )
      const end = (value: unknown) => {
        for (const text of heard) remarked(text, req)
        accept(call, row, value, heard.size === 0 ? hints : [...heard, ...hints])
      }
      if (!(value instanceof Promise)) end(value)
      else value.then(end).catch((error) => refuse(call, error, remarks))
    } catch (error) {
      refuse(call, error, remarks)
    }
  }

  function accept(call: Call, row: Operation, value: unknown, hints: readonly Remarked[]): void {
    if (check_answers) {
      const wrong = disagreement(row, value)
      const where = `${row.method} ${row.path}`
      if (wrong !== null) fault(new Error(`${where} answers against its row: ${wrong}`), call.req)
    }
    const { status, value: response, envelope } = value instanceof Answer ? value : new Answer(200, value)
    reply(call, status, { code: 0, message: null, response, ...envelope }, asHint(hints), row.known)
  }

  /** What was misspelt may be why. */
  function refuse(call: Call, error: unknown, remarks: readonly Remark[] = []): void {
    const refused = asRefusal(error)
    if (!refused) fault(error, call.req)
    const { status, code, message, hint, known } = refused ?? refusal('internal')
    const misspelt = remarks.filter(({ refused }) => refused?.name === 'parameter_unknown')
    const why = [...(hint ? [hint] : []), ...misspelt.map(({ text }) => text), ...assumedOf(known)]
    reply(call, status, { code, message, response: null }, asHint(why), known)
  }

  /** What is wrong is told, or refused where the setting `strictness` says so. */
  function remark(row: Operation, raw: RawParts, { settings }: Merchant, req: Request): Remark[] {
    const is_strict = settings.strictness === 'strict'
    const remarks: readonly Remark[] = remarksOn(row, raw)
    const refused = remarks.find((one) => one.refused !== null)?.refused
    if (is_strict && refused) throw refused
    const told = fewOf(remarks.filter((one) => is_strict || one.refused !== null))
    for (const { text } of told) remarked(text, req)
    return told
  }

  function authenticate(req: Request): Merchant {
    const token = readToken(req)
    const merchant = token === null ? null : merchants.byToken(token)
    if (merchant) return asTier(merchant, req.get('tier'))
    throw refusal('unauthorized', {}, token === null ? NO_TOKEN : DEAD_TOKEN)
  }

  /** The header `Tier` makes an agent act as one of its sub-merchants (docs, authentication). */
  function asTier(agent: Merchant, tier_code: string | undefined): Merchant {
    const merchant = tier_code ? merchants.ofTier(agent, tier_code.trim()) : agent
    if (merchant) return merchant
    throw refusal('tier_not_found', { tier_code: tier_code ?? '' })
  }
}

/** A body may have tens of thousands of names that nobody knows: a developer reads the first few. */
function fewOf(remarks: Remark[]): Remark[] {
  const more = remarks.length - MOST_REMARKS
  if (more <= 0) return remarks
  const text = say(`그 밖에 ${more}건이 더 있습니다.`, `There are ${more} more of that kind.`)
  return [...remarks.slice(0, MOST_REMARKS), { text, refused: null }]
}

const MOST_REMARKS = 20

/** An answer that is in no source says so. */
function assumedOf({ how, source }: Provenance): Bilingual[] {
  return how === 'assumed' ? [say(`추정: ${source}`, `assumed: ${source}`)] : []
}

const NO_TOKEN = say(
  '요청에 토큰이 없습니다. POST /users/getToken으로 발급받으세요.',
  'No token came with the request. POST /users/getToken gives one.',
)
const DEAD_TOKEN = say(
  '모르는 토큰이거나 만료된 토큰입니다. POST /users/getToken으로 발급받으세요.',
  'The token is unknown or has expired. POST /users/getToken gives one.',
)

const AT_ONCE: NonNullable<AnswerParts['writes']> = { together: (work) => work(), written: () => null }

type Caller = Pick<Input<0, 0, 0>, 'merchant' | 'user_agent'>

/** What the row's handler answers, at once or later; its refusals as the operation's document has them. */
function handle(row: Operation, raw: RawParts, caller: Caller): unknown {
  const other = withBlanks(raw)
  if (other === null) return run(row, raw, caller)
  return Promise.resolve()
    .then(() => run(row, raw, caller))
    .catch(async (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      return Promise.resolve()
        .then(() => run(row, other, caller))
        .catch(() => {
          throw error
        })
    })
}

function run(row: Operation, raw: RawParts, caller: Caller): unknown {
  try {
    const value = row.handle({ ...readParts(row, raw, caller.merchant), ...caller } as Input<
      never,
      never,
      never
    >)
    if (!(value instanceof Promise)) return value
    return value.catch((error: unknown) => {
      throw told(row, error)
    })
  } catch (error) {
    throw told(row, error)
  }
}

function decoded(params: Readonly<Record<string, string>>): Record<string, string> {
  const result: Record<string, string> = {}
  for (const name of Object.keys(params)) {
    const value = params[name]!
    try {
      result[name] = value.includes('%') ? decodeURIComponent(value) : value
    } catch {
      throw refusal(
        'body_unreadable',
        {},
        say(`주소의 % 인코딩을 읽을 수 없습니다: ${value}`, `Failed to decode param '${value}'`),
      )
    }
  }
  return result
}

/** A refusal with a status that the operation's document lists. */
function told(row: Operation, error: unknown): unknown {
  return error instanceof Refusal ? asDocumented(row, error) : error
}

/** A broken body, a broken path or a body that is too large is the client's mistake, too. */
function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof DatabaseError)
    return refusal('database_unavailable', { why: asBilingual(error.said).ko })
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500
  if (status < 400 || status >= 500) return null
  const why = error instanceof Error ? error.message : null
  return refusal('body_unreadable', {}, why === null ? null : say(`요청을 읽을 수 없습니다: ${why}`, why))
}
