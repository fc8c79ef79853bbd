/** `webhooks`: deliveries and how each went. */
import type { Command } from 'commander'
import { kstText } from '../core/kst.ts'
import { DELIVERY_BADGES, failureText } from '../telling/words.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { t, told } from './lang.ts'
import { say, sayJson, table, totalLine } from './print.ts'
import { readWhole } from './read-number.ts'

interface WebhooksOptions extends RemoteOptions {
  impUid?: string
  merchantUid?: string
  state?: string
  limit: string
}

export function defineWebhooks(program: Command): void {
  const command = program
    .command('webhooks')
    .description(t('웹훅과 그 결과를 봅니다', 'shows webhooks and how each went'))
    .option('--imp-uid <imp_uid>', t('이 결제의 웹훅만', 'only those of this payment'))
    .option('--merchant-uid <text>', t('이 주문번호의 웹훅만', 'only those of this merchant_uid'))
    .addOption(
      program
        .createOption('--state <state>', t('이 상태의 웹훅만', 'only those in this state'))
        .choices(Object.keys(DELIVERY_BADGES)),
    )
    .option('--limit <number>', t('최대 몇 건', 'how many at most'), '100')
    .action(async (options: WebhooksOptions) => {
      const { impUid: imp_uid, merchantUid: merchant_uid, state, limit } = options
      const query = { imp_uid, merchant_uid, state, limit: String(readWhole(limit, '--limit', 1, 1000)) }
      const answer = await call<{ list: DeliveryView[]; total: number }>(options, 'GET', '/webhooks', {
        query,
      })
      if (options.json) return sayJson(answer)
      say(...table(answer.list.map(deliveryRow)), totalLine('웹훅', 'webhook', answer))
    })
  remote(command)
}

/** Ours beside the word that `--state` takes, where they differ. */
function stateText(state: DeliveryView['state']): string {
  const { ko, en } = DELIVERY_BADGES[state].word
  return t(`${ko}(${state})`, en.toLowerCase() === state ? state : `${en.toLowerCase()} (${state})`)
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
    ? `${last.status ?? (last.error === null ? '' : told(failureText(last.error)))} ${last.ms === null ? '' : `${last.ms}ms`}`.trim()
    : ''
  const tries = attempts.length > 1 ? t(`${attempts.length}회 시도`, `${attempts.length} attempts`) : ''
  return [
    `${id}`,
    kstText(last?.at ?? due_at),
    stateText(state),
    event,
    imp_uid ?? '',
    merchant_uid ?? '',
    url,
    outcome,
    tries,
  ]
}
