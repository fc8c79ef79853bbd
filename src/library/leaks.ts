/** What a test leaves behind when it closes its sandbox: webhooks never sent, calls cut off, waits that nobody ended. */
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Instance } from '../sandbox.ts'
import { type Leftovers, SandboxError, type SandboxOptions } from './sandbox-api.ts'

export type LeakPolicy = NonNullable<SandboxOptions['leaks']>

export function createLeakWatch(instance: Instance) {
  /** By the address as it came: on its way through the app it is cut. */
  const open = new Map<IncomingMessage, string>()
  return {
    /** The sandbox's app, with an eye on what has not been answered yet. A stream of events is meant to stay open. */
    handler: ((req, res) => {
      open.set(req, req.url ?? '')
      res.on('close', () => open.delete(req))
      res.on('finish', () => open.delete(req))
      instance.app(req, res)
    }) satisfies RequestListener,

    async close(policy: LeakPolicy): Promise<void> {
      const isStream = (call: string) => /events|\/watch|\/wait|\/presence/.test(call)
      const left: Leftovers = {
        unsettled: instance.ticker.isLive()
          ? []
          : instance.webhooks.list({ state: 'pending', limit: 1000 }).list.filter(isDue),
        requests: [...open].map(([{ method }, url]) => `${method} ${url}`).filter((call) => !isStream(call)),
        waiting: instance.waiter.stop('This sandbox is closed: it was closed during waitFor().'),
      }
      await instance.close()
      const text = describe(left)
      if (text === null || policy === 'ignore') return
      if (policy === 'throw') throw new SandboxError(text)
      if (policy === 'warn') process.emitWarning(text, { type: 'IamportSandboxWarning' })
      else policy(left)
    },
  }

  function isDue({ due_at }: { due_at: number }): boolean {
    return due_at <= instance.clock.now()
  }
}

function describe({ unsettled, requests, waiting }: Leftovers): string | null {
  const parts = [
    unsettled.length > 0 &&
      `${count(unsettled.length, 'webhook')} never sent (${few(unsettled.map(({ event, merchant_uid, url }) => `${event} of ${merchant_uid} → ${url}`))}); await settle() before close()`,
    requests.length > 0 && `${count(requests.length, 'request')} cut off (${few(requests)})`,
    waiting > 0 && `${count(waiting, 'waitFor')} still waiting`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? null : `A sandbox was closed with ${parts.join(', and ')}.`
}

function count(n: number, what: string): string {
  return n === 1 ? `1 ${what}` : `${n} ${what}s`
}

function few(list: readonly string[]): string {
  return list.length > 3 ? `${list.slice(0, 3).join(', ')} …` : list.join(', ')
}
