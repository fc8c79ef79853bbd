/** `cancel`: the administrator cancels, as on the admin page. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { readAmount } from './pay.ts'
import { type Changed, sayPayment } from './print-payment.ts'

interface CancelOptions extends RemoteOptions {
  amount?: string
  reason?: string
}

export function defineCancel(program: Command): void {
  const command = program
    .command('cancel')
    .description('관리자 페이지에서처럼 결제를 취소합니다')
    .argument('<imp_uid>', '취소할 결제')
    .option('--amount <number>', '취소할 금액; 없으면 남은 금액 전부')
    .option('--reason <text>', '취소 사유')
    .action(async (imp_uid: string, options: CancelOptions) => {
      const { amount, reason } = options
      const body = { amount: amount === undefined ? undefined : readAmount(amount), reason }
      sayPayment(
        await call<Changed>(options, 'POST', `/payments/${encodeURIComponent(imp_uid)}/cancel`, { body }),
        options,
      )
    })
  remote(command)
}
