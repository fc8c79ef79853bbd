/** `merchants`: the shops in this world, with their keys. */

import type { Command } from 'commander'
import type { Merchant } from '../merchants/merchant.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { say, sayJson, table } from './print.ts'

type Shop = Pick<Merchant, 'name' | 'user_code' | 'imp_key' | 'imp_secret'>

export function defineMerchants(program: Command): void {
  const command = program
    .command('merchants')
    .description(t('상점과 그 키를 봅니다', 'shows the shops and their keys'))
    .action(async (options: RemoteOptions) => {
      const answer = await call<{ list: Shop[]; total: number }>(options, 'GET', '/merchants')
      if (options.json) return sayJson(answer)
      const rows = answer.list.map(({ name, user_code, imp_key, imp_secret }) => [
        name,
        user_code,
        imp_key,
        imp_secret,
      ])
      say(...table([[t('상점', 'shop'), 'user_code', 'imp_key', 'imp_secret'], ...rows]))
    })
  remote(command)
}
