/** What happens in the running sandbox from now on, event by event. */
import { createInterface } from 'node:readline'
import { begin } from '../core/send.ts'
import type { SandboxEvent } from '../journal.ts'
import { call, locate, type RemoteOptions } from './client.ts'
import { lang } from './lang.ts'

/** What the control API gives at most. */
export const MOST_EVENTS = '1000'

/** Calls back with every event after the one of this number, until the sandbox ends, or the reader does. */
export async function followEvents(
  options: RemoteOptions,
  last: number,
  heard: (event: SandboxEvent) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { url, token } = locate(options.url, options.token)
  const headers = {
    accept: 'text/event-stream',
    'accept-language': lang(),
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  const stream = await begin(new URL(`${url}/_sandbox/events`), 'GET', headers)
  const leave = () => void stream.destroy()
  signal?.addEventListener('abort', leave)
  if (signal?.aborted) leave()
  // What happened between the list and the stream has a number in between.
  const { list } = await call<{ list: SandboxEvent[] }>(options, 'GET', '/events', {
    query: { after: String(last), limit: MOST_EVENTS },
  })
  let seen = last
  const once = (event: SandboxEvent) => {
    if (event.id > seen) heard(event)
    seen = Math.max(seen, event.id)
  }
  for (const event of list) once(event)
  process.stdout.on('error', leave)
  try {
    for await (const line of createInterface({ input: stream, ...(signal ? { signal } : {}) })) {
      if (line.startsWith('data: {"id"')) once(JSON.parse(line.slice('data: '.length)))
    }
  } catch {
    // The sandbox has ended, and with it what there is to see.
  }
}
