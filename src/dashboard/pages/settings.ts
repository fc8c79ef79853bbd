/** 설정, as the admin site has it: keys, default PG, channels, Notification URLs, every setting, shops, and the whole world. */

import { NewKeys, NewShop } from '../../acts/shops.ts'
import { CERTIFICATION_PGS } from '../../catalog/certifications/index.ts'
import { PGS } from '../../catalog/pgs/index.ts'
import { listChannels } from '../../choice/channels.ts'
import { type Bilingual, say } from '../../core/bilingual.ts'
import { DEFAULT_MERCHANT } from '../../merchants/default-merchant.ts'
import { SettingsChanges } from '../../merchants/merchant.ts'
import { FormProblem } from '../forms.ts'
import { notificationForm } from '../notification-form.ts'
import type { Form, Page } from '../page.ts'
import { readSettings, settingGroups } from '../setting-fields.ts'
import { askedShop, backOf, shopChoice } from '../shop.ts'
import { given, mustBeConfirmed, needed } from '../typed.ts'
import { WORLD_FILES, worldForms } from '../world-forms.ts'

export const settings: Page = {
  path: '/settings',
  view: 'settings',
  nav: { name: say('설정', 'Settings') },
  scripts: ['read-file'],
  model(parts, asked) {
    const { clock, dice, merchants, snapshots } = parts
    const shop = askedShop(parts, asked)
    const { settings } = shop
    const listed = listChannels(settings, dice)
    return {
      back: backOf(asked),
      shop,
      shops: shopChoice(parts, shop),
      all_shops: merchants.all().map(({ id, name, user_code, imp_key }) => ({
        name,
        user_code,
        imp_key,
        is_default: id === DEFAULT_MERCHANT.id,
      })),
      is_default_shop: shop.id === DEFAULT_MERCHANT.id,
      groups: settingGroups(settings),
      pgs: [...new Set([...PGS, ...CERTIFICATION_PGS].map(({ code }) => code))],
      windows_of: windowsOf(settings.default_pg),
      mids: Object.fromEntries(PGS.map(({ code, mids }) => [code, mids.test[0] ?? ''])),
      channels: listed.map((channel, n) => ({ n, ...channel })),
      is_every_channel: settings.channels.length === 0,
      snapshots: snapshots.list(),
      seed: dice.seed,
      now: clock.now(),
    }
  },
  forms: [
    notificationForm('notification', '/settings/notification'),
    ...shopForms(),
    ...channelForms(),
    ...worldForms(),
  ],
  files: WORLD_FILES,
}

/** PGs that open a window, by name; what is set stands among them even where it names a MID, too. */
function windowsOf(current: string): (readonly [string, Bilingual | string])[] {
  const all = PGS.filter(({ sells }) => sells.pay_methods.length > 0).map(
    ({ code, name }) => [code, name] as const,
  )
  return all.some(([code]) => code === current) ? all : [[current, current], ...all]
}

function shopForms(): Form[] {
  return [
    {
      name: 'settings-change',
      path: '/settings/all',
      says: { settings_saved: say('설정을 저장했습니다.', 'The settings are saved.') },
      act(parts, asked) {
        const { settings, user_code } = askedShop(parts, asked)
        parts.acts.changeSettings(user_code, readSettings(asked.fields, settings))
      },
    },
    {
      name: 'keys-renew',
      path: '/settings/keys',
      says: {
        keys_renewed: say(
          '키를 새로 받았습니다. 옛 키의 토큰은 모두 끝났습니다.',
          'The keys are new. Every token of the old ones has ended.',
        ),
      },
      act(parts, asked) {
        const { imp_key, imp_secret } = asked.fields
        const keys = given(NewKeys, { ...(imp_key && { imp_key }), ...(imp_secret && { imp_secret }) })
        parts.acts.renewKeys(askedShop(parts, asked).user_code, keys)
      },
    },
    {
      name: 'shop-add',
      path: '/settings/shops',
      says: { shop_added: say('상점을 열었습니다.', 'The shop is open.') },
      act({ acts }, { fields }) {
        const { new_user_code: user_code = '', new_name: name } = fields
        if (!/^[\w-]{1,40}$/.test(user_code)) {
          const said = say(
            'user_code는 영문자, 숫자, _, -로 40자까지입니다. 예: imp11111111',
            'user_code takes letters, digits, _ and -, up to 40, such as imp11111111.',
          )
          throw new FormProblem(422, said, 'new_user_code')
        }
        acts.addShop(given(NewShop, { user_code, ...(name && { name }) }, 'new_'))
        return { to: `/dashboard/settings?shop=${user_code}` }
      },
    },
    {
      name: 'shop-remove',
      path: '/settings/shops/remove',
      says: {
        shop_removed: say('상점과 그 결제를 모두 지웠습니다.', 'The shop and all its payments are gone.'),
      },
      act({ acts }, { fields }) {
        mustBeConfirmed(fields)
        acts.removeShop(fields.user_code ?? '')
        return { to: '/dashboard/settings' }
      },
    },
  ]
}

function channelForms(): Form[] {
  return [
    {
      name: 'default-pg',
      path: '/settings/default-pg',
      says: { default_pg_saved: say('기본 PG를 바꾸었습니다.', 'The default PG is changed.') },
      act(parts, asked) {
        const { default_pg = '' } = asked.fields
        parts.acts.changeSettings(askedShop(parts, asked).user_code, given(SettingsChanges, { default_pg }))
      },
    },
    {
      name: 'channel-add',
      path: '/settings/channels',
      says: { channel_added: say('채널을 더했습니다.', 'The channel is there.') },
      act(parts, asked) {
        const { settings, user_code } = askedShop(parts, asked)
        needed(asked.fields, 'pg_id', 'MID')
        const {
          pg_provider = '',
          pg_id = '',
          type = 'payment',
          channel_name,
          channel_key,
          is_live,
        } = asked.fields
        const channel = {
          pg_provider,
          pg_id,
          type,
          ...(is_live !== undefined && { sandbox: false }),
          ...(channel_name && { channel_name }),
          ...(channel_key && { channel_key }),
        }
        const changes = given(SettingsChanges, { channels: [...settings.channels, channel] })
        parts.acts.changeSettings(user_code, changes)
      },
    },
    {
      name: 'channel-remove',
      path: '/settings/channels/remove',
      says: { channel_removed: say('채널을 뺐습니다.', 'The channel is gone.') },
      act(parts, asked) {
        const { settings, user_code } = askedShop(parts, asked)
        const n = Number(asked.fields.n)
        if (!settings.channels[n])
          throw new FormProblem(409, say('그런 채널이 없습니다.', 'There is no such channel.'))
        parts.acts.changeSettings(user_code, { channels: settings.channels.filter((_one, at) => at !== n) })
      },
    },
  ]
}
