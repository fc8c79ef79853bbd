/** A payment as people name it: by its imp_uid, or by the merchant_uid that their shop knows. */
import type { Command } from 'commander'
import { pathPart } from '../core/path-part.ts'
import type { PaymentView } from '../payments/view.ts'
import { call, type RemoteOptions } from './client.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

/** Of several payments of one order the newest for which it makes sense is meant, or else the newest. */
export async function impUidOf(
  id: string,
  options: RemoteOptions,
  isMeant: (payment: PaymentView) => boolean,
): Promise<string> {
  if (/^imp_\d{12}$/.test(id)) return id
  const query = { merchant_uid: id, limit: '1000' }
  const { list } = await call<{ list: PaymentView[] }>(options, 'GET', '/payments', { query })
  return (list.find(isMeant) ?? list[0])?.imp_uid ?? id
}

/** As a part of an address of the control API. */
export const idPart = (id: string): string => pathPart('id', id, ({ ko, en }) => new Failure(t(ko, en), 2))

export function idArgument(command: Command): Command {
  return command.argument(
    '<id>',
    t('결제의 imp_uid 또는 merchant_uid', 'imp_uid or merchant_uid of the payment'),
  )
}
