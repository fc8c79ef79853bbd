/** `webhooks`: deliveries and how each went. */
import { type Command, Option } from 'commander'
import { kstText } from '../core/kst.ts'
import { DELIVERY_BADGES, failureText } from '../telling/words.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { say, sayJson, table, totalLine } from './print.ts'

interface WebhooksOptions extends RemoteOptions {
  impUid?: string
  merchantUid?: string
  state?: string
  limit: string
}

export function defineWebhooks(program: Command): void {
  const command = program
    .command('webhooks')
    .description('웹훅과 그 결과를 봅니다')
    .option('--imp-uid <imp_uid>', '이 결제의 웹훅만')
    .option('--merchant-uid <text>', '이 주문번호의 웹훅만')
    .addOption(new Option('--state <state>', '이 상태의 웹훅만').choices(Object.keys(DELIVERY_BADGES)))
    .option('--limit <number>', '최대 몇 건', '100')
    .action(async (options: WebhooksOptions) => {
      const { impUid: imp_uid, merchantUid: merchant_uid, state, limit } = options
      const query = { imp_uid, merchant_uid, state, limit }
      const answer = await call<{ list: DeliveryView[]; total: number }>(options, 'GET', '/webhooks', {
        query,
      })
      if (options.json) return sayJson(answer)
      say(...table(answer.list.map(deliveryRow)), totalLine('웹훅', answer))
    })
  remote(command)
}

function deliveryRow({
  id,
  due_at,
  state,
  event,
  imp_uid,
  merchant_uid,
  url,
  attempts,
}: DeliveryView): string[] {
  const last = attempts.at(-1)
  const outcome = last
    ? `${last.status ?? (last.error === null ? '' : failureText(last.error).ko)} ${last.ms === null ? '' : `${last.ms}ms`}`.trim()
    : ''
  const tries = attempts.length > 1 ? `${attempts.length}회 시도` : ''
  return [
    `${id}`,
    kstText(last?.at ?? due_at),
    `${DELIVERY_BADGES[state].word.ko}(${state})`,
    event,
    imp_uid ?? '',
    merchant_uid ?? '',
    url,
    outcome,
    tries,
  ]
}
