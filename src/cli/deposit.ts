/** `deposit`: money arrives on a virtual account. */

import type { Command } from 'commander'
import type { PaymentView } from '../payments/view.ts'
import { idArgument, idPart, impUidOf } from './by-id.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { readAmount } from './pay.ts'
import { type Changed, sayPayment } from './print-payment.ts'

interface DepositOptions extends RemoteOptions {
  amount?: string
  force?: boolean
}

const isWaiting = ({ status, vbank_num }: PaymentView) => status === 'ready' && vbank_num !== null

export function defineDeposit(program: Command): void {
  const command = idArgument(program.command('deposit'))
    .description(t('가상계좌에 입금합니다', 'pays into a virtual account'))
    .option('--amount <number>', t('입금액; 없으면 결제금액 그대로', 'how much; otherwise the exact amount'))
    .option(
      '--force',
      t(
        '금액이 다르거나 기한이 지난 입금도 받아들입니다',
        'takes a wrong amount, or one that comes too late',
      ),
    )
    .action(async (id: string, options: DepositOptions) => {
      const imp_uid = await impUidOf(id, options, isWaiting)
      const { amount, force } = options
      const body = { amount: amount === undefined ? undefined : readAmount(amount), force }
      sayPayment(
        await call<Changed>(options, 'POST', `/payments/${idPart(imp_uid)}/deposit`, { body }),
        options,
      )
    })
  remote(command)
}
