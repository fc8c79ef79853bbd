/** The admin page’s settings of the default shop. */
import { type Operation, operation } from '../core/operation.ts'
import { MerchantSettings, SettingsChanges } from '../merchants/merchant.ts'
import { withoutSecrets } from '../merchants/secret-settings.ts'
import type { ControlParts } from './parts.ts'
import { row } from './row.ts'

export function settingsOperations({ acts, merchants }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'GET',
        '/settings',
        'The admin page’s settings. Passwords in addresses and headers are shown as `***`.',
      ),
      returns: MerchantSettings,
      handle: () => withoutSecrets(merchants.byDefault().settings),
    }),
    operation({
      ...row('PUT', '/settings', 'Merges into the settings. What is given back as `***` stays as it was.'),
      body: SettingsChanges,
      returns: MerchantSettings,
      example: { body: { notification_url: ['http://127.0.0.1:3000/iamport/webhook'] } },
      handle: ({ body }) => withoutSecrets(acts.changeSettings(undefined, body)),
    }),
  ]
}
