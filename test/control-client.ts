/** Asks the control API as a test in any language would. */
export interface ControlReply {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire
  [key: string]: any
}

export function controlClient(sandbox: () => { url: string }) {
  return async (method: string, path: string, body?: unknown): Promise<ControlReply> => {
    const answer = await fetch(`${sandbox().url}/_sandbox${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const json = (await answer.json()) as object
    return { ...json, status: answer.status }
  }
}
