/** Members that keep, bring back and replace the whole state, and the admin page's settings. */
import { SettingsChanges } from '../../merchants/merchant.ts'
import type { Instance } from '../../sandbox.ts'
import { type Sandbox, SandboxError } from '../sandbox-api.ts'
import { readGiven, worldOf } from '../wrong-input.ts'

export type State = 'settings' | 'expireTokens' | 'snapshot' | 'restore' | 'reset' | 'export'

export function stateMembers(instance: Instance): Pick<Sandbox, State> {
  const { merchants, snapshots } = instance
  return {
    settings: (changes = {}) =>
      merchants.changeSettings(merchants.byDefault().id, readGiven('settings', SettingsChanges, changes)),
    expireTokens: () => merchants.expireTokens(),
    snapshot: (id = 'default') => snapshots.save(id),
    restore: async (id = 'default') => {
      if (await snapshots.restore(id)) return
      throw new SandboxError(`There is no snapshot ${id} (kept: ${snapshots.list().join(', ') || 'none'}).`)
    },
    reset: async (given) => instance.reset(given === undefined ? undefined : worldOf(given)),
    export: () => instance.exportWorld(),
  }
}
