/** createSandbox: a sandbox inside a test's own process. */
import type { RequestListener } from 'node:http'
import { createInstance, type Instance } from '../sandbox.ts'
import { readSettings } from '../settings.ts'
import { guarded } from './guarded.ts'
import { createLeakWatch } from './leaks.ts'
import { actingMembers } from './members/acting.ts'
import { lookingMembers } from './members/looking.ts'
import { stateMembers } from './members/state.ts'
import { timeMembers } from './members/time.ts'
import type { Sandbox, SandboxOptions } from './sandbox-api.ts'
import { readerOf, speaking } from './speaking.ts'
import { worldOf } from './wrong-input.ts'

/** Where a sandbox without a port says that it is: nowhere, on this machine. */
const NOWHERE = 'http://iamport-sandbox.localhost'

/** A sandbox with a world of its own, on a port of its own or on none. Close it when the test is over. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { live = false, leaks = 'warn', port = 0, world: given_world, ...given } = options
  const lang = readerOf(options)
  const settings = speaking(lang, () => readSettings({ db: ':memory:', ...given, port: port ?? 0 }))
  const beginning = given_world === undefined ? undefined : speaking(lang, () => worldOf(given_world))
  const origin = port === null ? NOWHERE : undefined
  const instance = await speaking(lang, () => createInstance(settings, { world: beginning, origin }))
  const watch = createLeakWatch(instance)
  const url = port === null ? NOWHERE : await listen(instance, watch.handler)
  if (live) instance.ticker.live()
  return guarded(members(instance, url), () => watch.close(leaks), lang)
}

function members(instance: Instance, url: string): Omit<Sandbox, 'close'> {
  const { user_code, imp_key, imp_secret } = instance.merchants.byDefault()
  return {
    url,
    scriptUrl: `${url}/js/iamport.payment-1.1.5.js`,
    get app() {
      return instance.app
    },
    imp_key,
    imp_secret,
    user_code,
    get seed() {
      return instance.seed
    },
    ...actingMembers(instance),
    ...lookingMembers(instance),
    ...timeMembers(instance),
    ...stateMembers(instance),
  }
}

/** What cannot listen leaves nothing open behind. */
async function listen(instance: Instance, handler: RequestListener): Promise<string> {
  try {
    return await instance.listen(handler)
  } catch (error) {
    await instance.close()
    throw error
  }
}
