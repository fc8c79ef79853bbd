/** A page asks for a window: it is opened, or refused before anything is open, and then page and developer hear why. */
import { Refusal } from '../catalog/refusals.ts'
import { isRecord } from '../core/schema.ts'

export interface Refused<Rsp> {
  readonly refused: Rsp
  readonly reason: Refusal
}

/** What a page asks for: its parameters as they came, and how they are read. */
export interface Asked<Read> {
  readonly raw: unknown
  readonly read: () => Read
}

export interface Asking<Opened, Rsp> {
  /** The page's parameters, as they came. */
  readonly raw: unknown
  readonly open: () => Opened
  /** What the page's callback gets of a refusal. */
  readonly refuse: (reason: Refusal) => Rsp
  /** Tells the developer. */
  readonly tell: (reason: Refusal, raw: unknown) => void
}

export function request<Opened, Rsp>({
  raw,
  open,
  refuse,
  tell,
}: Asking<Opened, Rsp>): Opened | Refused<Rsp> {
  try {
    return open()
  } catch (error) {
    if (!(error instanceof Refusal) || error.error_code === null) throw error
    tell(error, raw)
    return { refused: refuse(error), reason: error }
  }
}

/** A parameter of the page, where it is a text. */
export function textOf(raw: unknown, name: string): string | undefined {
  const value = isRecord(raw) ? raw[name] : undefined
  return typeof value === 'string' ? value : undefined
}
