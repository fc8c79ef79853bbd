/** Members that keep, bring back and replace the whole state, and the admin page's settings. */
import { SettingsChanges } from '../../merchants/merchant.ts'
import type { Instance } from '../../sandbox.ts'
import type { Sandbox } from '../sandbox-api.ts'
import { told } from '../speaking.ts'
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
      const kept = snapshots.list().join(', ')
      throw told(
        `${id}라는 이름으로 저장한 상태가 없습니다 (저장된 것: ${kept || '없음'}).`,
        `There is no snapshot ${id} (kept: ${kept || 'none'}).`,
      )
    },
    reset: async (given) => instance.reset(given === undefined ? undefined : worldOf(given)),
    export: () => instance.exportWorld(),
  }
}
