/** `cancel`: the administrator cancels, as on the admin page. */

import type { Command } from 'commander'
import type { PaymentView } from '../payments/view.ts'
import { idArgument, idPart, impUidOf } from './by-id.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { readAmount } from './pay.ts'
import { type Changed, sayPayment } from './print-payment.ts'

interface CancelOptions extends RemoteOptions {
  amount?: string
  reason?: string
}

const isLeft = ({ paid_at, amount, cancel_amount }: PaymentView) => paid_at > 0 && cancel_amount < amount

export function defineCancel(program: Command): void {
  const command = idArgument(program.command('cancel'))
    .description(t('관리자 페이지에서처럼 결제를 취소합니다', 'cancels a payment, as on the admin page'))
    .option(
      '--amount <number>',
      t('취소할 금액; 없으면 남은 금액 전부', 'how much; otherwise all that is left'),
    )
    .option('--reason <text>', t('취소 사유', 'the reason'))
    .action(async (id: string, options: CancelOptions) => {
      const imp_uid = await impUidOf(id, options, isLeft)
      const { amount, reason } = options
      const body = { amount: amount === undefined ? undefined : readAmount(amount), reason }
      sayPayment(
        await call<Changed>(options, 'POST', `/payments/${idPart(imp_uid)}/cancel`, { body }),
        options,
      )
    })
  remote(command)
}
