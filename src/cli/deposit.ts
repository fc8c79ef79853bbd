/** `deposit`: money arrives on a virtual account. */
import type { Command } from 'commander'
import { call, type RemoteOptions, remote } from './client.ts'
import { readAmount } from './pay.ts'
import { type Changed, sayPayment } from './print-payment.ts'

interface DepositOptions extends RemoteOptions {
  amount?: string
  force?: boolean
}

export function defineDeposit(program: Command): void {
  const command = program
    .command('deposit')
    .description('가상계좌에 입금합니다')
    .argument('<imp_uid>', '입금을 기다리는 결제')
    .option('--amount <number>', '입금액; 없으면 결제금액 그대로')
    .option('--force', '금액이 다르거나 기한이 지난 입금도 받아들입니다')
    .action(async (imp_uid: string, options: DepositOptions) => {
      const { amount, force } = options
      const body = { amount: amount === undefined ? undefined : readAmount(amount), force }
      sayPayment(
        await call<Changed>(options, 'POST', `/payments/${encodeURIComponent(imp_uid)}/deposit`, { body }),
        options,
      )
    })
  remote(command)
}
