/** A call as a line for a terminal, ready to paste. Secrets are not kept: a token is got by the line before. */
import { isRecord } from '../core/schema.ts'
import type { TraceRecord } from '../trace/record.ts'

export interface CurlKeys {
  readonly origin: string
  readonly imp_key: string
  readonly imp_secret: string
}

/** Empty for what has no request. */
export function curlOf(
  { request }: Pick<TraceRecord, 'request'>,
  { origin, imp_key, imp_secret }: CurlKeys,
): string {
  if (!request) return ''
  const { method, url, headers, body } = request
  const has_token = Object.keys(headers).some((name) =>
    ['authorization', 'x-imptokenheader'].includes(name.toLowerCase()),
  )
  const is_token = url.split('?')[0] === '/users/getToken'
  const parts = [`curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(origin + url)}`]
  if (has_token) parts.push(`-H "Authorization: $TOKEN"`)
  const data = is_token ? { imp_key, imp_secret } : body
  if (data !== null && data !== undefined && data !== '') {
    const is_form = String(headers['content-type'] ?? '').includes('urlencoded')
    if (is_form && isRecord(data)) {
      for (const [name, value] of Object.entries(data))
        parts.push(
          `--data-urlencode ${quoted(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)}`,
        )
    } else {
      parts.push(
        `-H 'Content-Type: application/json'`,
        `-d ${quoted(typeof data === 'string' ? data : JSON.stringify(data))}`,
      )
    }
  }
  const call = parts.join(' \\\n  ')
  if (!has_token) return call
  const keys = `-d imp_key=${quoted(imp_key)} -d imp_secret=${quoted(imp_secret)}`
  return `TOKEN=$(curl -s ${quoted(`${origin}/users/getToken`)} ${keys} | sed -E 's/.*"access_token":"([^"]+)".*/\\1/')\n${call}`
}

/** Within single quotes a shell reads nothing but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
