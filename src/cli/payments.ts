/** `payments`: what was paid, newest first. */

import type { Command } from 'commander'
import { STATUSES } from '../payments/payment.ts'
import type { PaymentView } from '../payments/view.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { t } from './lang.ts'
import { say, sayJson, table, totalLine } from './print.ts'
import { paymentRow } from './print-payment.ts'
import { readWhole } from './read-number.ts'

interface PaymentsOptions extends RemoteOptions {
  status?: string
  merchantUid?: string
  limit: string
}

export function definePayments(program: Command): void {
  const command = program
    .command('payments')
    .description(t('결제 목록을 최근 것부터 봅니다', 'lists payments, newest first'))
    .addOption(
      program
        .createOption('--status <status>', t('이 상태의 결제만', 'only those in this state'))
        .choices(STATUSES),
    )
    .option('--merchant-uid <text>', t('이 주문번호의 결제만', 'only those of this merchant_uid'))
    .option('--limit <number>', t('최대 몇 건', 'how many at most'), '20')
    .action(async (options: PaymentsOptions) => {
      const { status, merchantUid: merchant_uid, limit } = options
      const query = { status, merchant_uid, limit: String(readWhole(limit, '--limit', 1, 1000)) }
      const answer = await call<{ list: PaymentView[]; total: number }>(options, 'GET', '/payments', {
        query,
      })
      if (options.json) return sayJson(answer)
      say(...table(answer.list.map(paymentRow)), totalLine('결제', 'payment', answer))
    })
  remote(command)
}
