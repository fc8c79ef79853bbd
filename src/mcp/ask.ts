/** The control API over HTTP: what it refuses becomes a sentence that an agent can act on. */
import type { Lang } from '../core/bilingual.ts'
import { isRecord } from '../core/record.ts'
import { type Ask, ToolError } from './tool.ts'

/** Where the sandbox of a session is. */
export interface Place {
  readonly url: string
  readonly token: string | null
}

export function askAt(place: () => Promise<Place>, session_lang: Lang): Ask {
  return async <T>({
    method,
    path,
    query = {},
    body,
    lang = session_lang,
  }: Parameters<Ask>[0]): Promise<T> => {
    const { url, token } = await place()
    const address = new URL(`${url}/_sandbox${path}`)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined)
        address.searchParams.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    }
    const headers = {
      'accept-language': lang,
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    }
    const sent = method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }
    const response = await fetch(address, { method, headers, ...sent }).catch((error: unknown) => {
      throw new ToolError(`${url}: ${causeOf(error)}`)
    })
    const answer = parsed(await response.text())
    if (response.ok) return answer as T
    throw new ToolError(refusalOf(answer) ?? `${url}: HTTP ${response.status}`)
  }
}

function refusalOf(answer: unknown): string | null {
  if (!isRecord(answer) || !isRecord(answer.error)) return null
  const { name, message, hint } = answer.error
  return `${name}: ${message}${hint ? ` ${hint}` : ''}`
}

/** A few answers are no JSON: JSON lines. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
