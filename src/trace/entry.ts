/**
 * A record on its way into the trace. On the way of a request only references are taken; its text is written, its secrets are
 * taken out and its bodies are cut when somebody reads it, or when it is written to the file.
 */
import { type Bilingual, inLang } from '../core/bilingual.ts'
import type {
  Kind,
  Level,
  Line,
  Opened,
  Surface,
  TracedRequest,
  TracedResponse,
  TraceRecord,
} from './record.ts'
import { keptBody, lengthAtMost, redact, redactUrl } from './redact.ts'
import { short } from './short.ts'

/** What is told of something that went over a wire, or of a change. */
export interface Told {
  readonly surface: Surface
  readonly imp_uid?: string | null | undefined
  readonly merchant_uid?: string | null | undefined
  readonly cause?: number | null
  readonly request?: TracedRequest | null
  readonly response?: TracedResponse | null
  readonly line?: {
    readonly kind: Kind
    readonly level: Level
    /** Written when somebody reads it. */
    readonly text: () => Bilingual | string
    readonly detail: Readonly<Record<string, unknown>>
  } | null
  /** How many characters of bodies are worth keeping, where that is less than of others. */
  readonly keep?: number
}

export class Entry {
  #told: Told
  #record: TraceRecord | null = null
  #line: Line | null = null
  /** What it takes in memory, more or less. */
  readonly size: number

  constructor(
    readonly opened: Opened,
    readonly clock: number,
    told: Told,
    readonly cause: number | null,
    readonly line_no: number | null,
  ) {
    this.#told = told
    const size = sizeOfBoth(told, lengthSaid)
    // What is long is cut at once, or it would stay in memory whole.
    this.size = size > LARGE ? sizeOfBoth(this.read(), lengthKept) : size
  }

  get seq(): number {
    return this.opened.seq
  }

  /** What it is about. */
  get about(): Pick<Told, 'surface' | 'imp_uid'> {
    return this.#told
  }

  /** What a developer would look for among many: a line that is no mere news, or a refusal. */
  get is_trouble(): boolean {
    const level = this.tells?.level
    return (
      (level !== undefined && level !== 'info') || isRefusal(this.#told.response ?? this.#record?.response)
    )
  }

  /** What kind of thing people are told, before it is put into words. */
  get tells(): Pick<Line, 'kind' | 'level'> | null {
    return this.#told.line ?? this.#line
  }

  /** What people are told, without the rest. What its text is made of, such as a whole payment, is let go then. */
  readLine(): Line | null {
    const { line, ...rest } = this.#told
    if (!line || this.line_no === null) return this.#line
    this.#line = { ...line, no: this.line_no, text: short(line.text()) }
    this.#told = rest
    return this.#line
  }

  read(): TraceRecord {
    this.#record ??= this.#settle()
    return this.#record
  }

  #settle(): TraceRecord {
    const { opened, clock, cause } = this
    const { surface, imp_uid = null, merchant_uid = null, request, response, keep } = this.#told
    const record = {
      ...opened,
      clock,
      surface,
      imp_uid,
      merchant_uid,
      cause,
      request: request ? { ...request, url: redactUrl(request.url), ...sides(request, keep) } : null,
      response: response ? { ...response, ...hintOf(response), ...sides(response, keep) } : null,
      line: this.readLine(),
    }
    // The references to what came and went are let go.
    this.#told = { surface, imp_uid }
    return record
  }
}

const LARGE = 32_768

const isRefusal = (response: TracedResponse | null | undefined): boolean =>
  response?.code !== undefined && response.code !== 0

/**
 * The same without the body of its answer; how long that was is said. What was asked stays, for whoever asks it again or records it, and
 * so does a refusal: of a load test it is what somebody reads.
 */
export function withoutAnswer(told: Told): Told {
  const { response } = told
  const cut = response && !isRefusal(response) ? lengthSaid(response) : 0
  return cut === 0 ? told : { ...told, response: { ...response!, body: null, cut } }
}

function sides({ headers, body }: Pick<TracedRequest, 'headers' | 'body'>, keep: number | undefined) {
  return { headers: redact(headers) as Record<string, unknown>, ...keptBody(body, keep) }
}

const hintOf = ({ hint }: Pick<TracedResponse, 'hint'>) => (hint ? { hint: short(hint) } : {})

const lengthOf = (hint: TracedResponse['hint']): number =>
  hint ? inLang(hint, 'ko').length + inLang(hint, 'en').length : 0

type Sides = Pick<Told, 'request' | 'response'>
type Side = Pick<TracedRequest, 'headers' | 'body'>

/** `lengthIn`: of the body of one side. */
function sizeOfBoth({ request, response }: Sides, lengthIn: (side: Side) => number): number {
  const [asked, answered] = [request ? lengthIn(request) : 0, response ? lengthIn(response) : 0]
  return 300 + asked + answered + lengthOf(response?.hint)
}

const lengthKept = ({ body }: Side): number =>
  body === null || body === undefined ? 0 : typeof body === 'string' ? body.length : lengthAtMost(body, 1)

/** A parsed body is as long as the header of its request has said; where none did (it came in chunks), it is measured. */
function lengthSaid(side: Side): number {
  const said = Number(side.headers['content-length'])
  return typeof side.body === 'object' && side.body !== null && Number.isFinite(said)
    ? said
    : lengthKept(side)
}
