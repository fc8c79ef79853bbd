/** A merchant's server in miniature: asks the REST API with a token, and reads the envelope. */
import type { Sandbox } from '../src/index.ts'

export interface Reply {
  status: number
  code: number
  message: string | null
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire
  response: any
  hint: string | null
  headers: Headers
}

export type RestClient = Awaited<ReturnType<typeof restClient>>

export async function restClient(sandbox: Pick<Sandbox, 'url' | 'imp_key' | 'imp_secret'>) {
  const { imp_key, imp_secret } = sandbox
  const token = await call('POST', '/users/getToken', { imp_key, imp_secret })
  const authorization: string = token.response.access_token

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const answer = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    return readReply(answer)
  }

  const withToken = { authorization }
  return {
    token: authorization,
    get: (path: string) => call('GET', path, undefined, withToken),
    post: (path: string, body: unknown = {}) => call('POST', path, body, withToken),
    put: (path: string, body: unknown = {}) => call('PUT', path, body, withToken),
    delete: (path: string) => call('DELETE', path, undefined, withToken),
    /** A call without the token of this client. */
    raw: call,
    form: async (path: string, body: URLSearchParams | Record<string, string>) =>
      readReply(
        await fetch(`${sandbox.url}${path}`, {
          method: 'POST',
          headers: withToken,
          body: new URLSearchParams(body),
        }),
      ),
  }
}

export async function readReply(answer: Response): Promise<Reply> {
  const envelope = JSON.parse(await answer.text())
  return {
    status: answer.status,
    ...envelope,
    hint: answer.headers.get('x-iamport-sandbox-hint'),
    headers: answer.headers,
  }
}
