/** What a test leaves behind when it closes its sandbox: webhooks never sent, calls cut off, waits that nobody ended. */
import type { IncomingMessage, RequestListener } from 'node:http'
import { type Bilingual, BilingualError, both, say } from '../core/bilingual.ts'
import type { Instance } from '../sandbox.ts'
import type { Leftovers, SandboxOptions } from './sandbox-api.ts'

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
        waiting: instance.waiter.stop(CLOSED),
      }
      await instance.close()
      const said = describe(left)
      if (said === null || policy === 'ignore') return
      if (policy === 'throw') throw new BilingualError(said)
      if (policy === 'warn') process.emitWarning(said[instance.lang], { type: 'IamportSandboxWarning' })
      else policy(left)
    },
  }

  function isDue({ due_at }: { due_at: number }): boolean {
    return due_at <= instance.clock.now()
  }
}

const CLOSED = say(
  '닫힌 샌드박스입니다: waitFor()가 기다리는 동안 close()했습니다.',
  'This sandbox is closed: it was closed during waitFor().',
)

function describe({ unsettled, requests, waiting }: Leftovers): Bilingual | null {
  const unsent = both((lang) =>
    few(
      unsettled.map(
        ({ event, merchant_uid, url }) => `${event}${lang === 'ko' ? '' : ' of'} ${merchant_uid} → ${url}`,
      ),
    ),
  )
  const cut = few(requests)
  const parts = [
    unsettled.length > 0 &&
      say(
        `보내지 않은 웹훅 ${unsettled.length}건(${unsent.ko}; close() 전에 await settle()을 부르세요)`,
        `${count(unsettled.length, 'webhook')} never sent (${unsent.en}); await settle() before close()`,
      ),
    requests.length > 0 &&
      say(`끊긴 요청 ${requests.length}건(${cut})`, `${count(requests.length, 'request')} cut off (${cut})`),
    waiting > 0 && say(`아직 기다리는 waitFor ${waiting}건`, `${count(waiting, 'waitFor')} still waiting`),
  ].filter((part) => part !== false)
  if (parts.length === 0) return null
  const all = both((lang) => parts.map((part) => part[lang]).join(lang === 'ko' ? ', ' : ', and '))
  return say(`샌드박스를 닫을 때 남은 것이 있습니다: ${all.ko}.`, `A sandbox was closed with ${all.en}.`)
}

function count(n: number, what: string): string {
  return n === 1 ? `1 ${what}` : `${n} ${what}s`
}

function few(list: readonly string[]): string {
  return list.length > 3 ? `${list.slice(0, 3).join(', ')} …` : list.join(', ')
}
