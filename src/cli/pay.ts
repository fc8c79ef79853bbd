/** `pay`: a whole shopper in one call, request_pay and what the buyer does. */

import type { Command } from 'commander'
import type { ShownPayment } from '../acts/show.ts'
import { SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { drawSecret } from '../core/ids.ts'
import { call, type RemoteOptions, remote } from './client.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'
import { visible } from './log.ts'
import { say, sayJson, table } from './print.ts'
import { paymentNotes, paymentRow } from './print-payment.ts'

interface PayOptions extends RemoteOptions {
  pg?: string
  payMethod?: string
  amount: string
  merchantUid?: string
  name: string
  buyerName?: string
  buyerTel: string
  buyerEmail?: string
  device?: string
  sdk?: string
  outcome?: string
  decline?: string
  mRedirectUrl?: string
  noticeUrl?: string
  param: Record<string, unknown>
}

interface Visit {
  payment: ShownPayment | null
  rsp: { success?: boolean; imp_uid?: string | null; error_code?: string; error_msg?: string } | null
  redirect_url: string | null
}

/** The order of manual 2.1, and a phone number, which some PGs insist on. */
const EXAMPLE = { amount: '14000', name: '주문명:결제테스트', buyer_tel: '010-1234-5678' }

export function definePay(program: Command): void {
  const command = program
    .command('pay')
    .description(
      t(
        '구매자 한 명이 결제합니다: request_pay부터 결제창의 결과까지',
        'a buyer pays: from request_pay to the end of the window',
      ),
    )
    .option(
      '--pg <pg>',
      t('PG사, {PG} 또는 {PG}.{MID}; 없으면 기본 PG', 'PG, {PG} or {PG}.{MID}; otherwise the default PG'),
    )
    .option(
      '--pay-method <method>',
      t('결제수단 card, trans, vbank, phone …; 없으면 card', 'card, trans, vbank, phone …; otherwise card'),
    )
    .option('--amount <number>', t('결제금액', 'amount'), EXAMPLE.amount)
    .option('--merchant-uid <text>', t('주문번호; 없으면 새로 만듭니다', 'order number; otherwise a new one'))
    .option('--name <text>', t('주문명', 'name of the order'), EXAMPLE.name)
    .option('--buyer-name <text>', t('구매자 이름', 'name of the buyer'))
    .option('--buyer-tel <text>', t('구매자 전화번호', 'phone of the buyer'), EXAMPLE.buyer_tel)
    .option('--buyer-email <text>', t('구매자 이메일', 'e-mail of the buyer'))
    .addOption(
      program
        .createOption('--device <device>', t('구매자의 기기; 없으면 pc', 'device of the buyer; otherwise pc'))
        .choices(['pc', 'mobile']),
    )
    .addOption(
      program
        .createOption('--sdk <version>', t('iamport.payment.js의 버전', 'version of iamport.payment.js'))
        .choices(SDK_VERSIONS),
    )
    .addOption(
      program
        .createOption(
          '--outcome <outcome>',
          t('구매자의 행동; 없으면 approve', 'what the buyer does; otherwise approve'),
        )
        .choices(['approve', 'cancel', 'close', 'abandon'])
        .conflicts('decline'),
    )
    .option('--decline <code>', t('PG사가 이 코드로 거절합니다', 'the PG declines with this code'))
    .option(
      '--m-redirect-url <url>',
      t('모바일에서 결제 후 돌아갈 주소', 'where a phone goes after the payment'),
    )
    .option('--notice-url <url>', t('이 결제의 웹훅을 받을 주소', 'where this payment’s webhooks go'))
    .option(
      '--param <key=value>',
      t(
        'request_pay의 다른 파라미터; 값은 JSON 또는 글자, 여러 번 줄 수 있습니다',
        'another parameter of request_pay; the value is JSON or text, several times',
      ),
      readParam,
      {},
    )
    .action(pay)
  remote(command)
}

async function pay(options: PayOptions): Promise<void> {
  // The catalogue is large; most sales name neither.
  if (options.pg !== undefined || options.payMethod !== undefined)
    (await import('./known-words.ts')).mustBeKnown(options)
  const answer = await call<Visit>(options, 'POST', '/payments', { body: orderOf(options) })
  if (options.json) sayJson(answer)
  else say(...describe(answer))
  // A script that paid must not go on when the order was refused and there is no payment.
  if (answer.payment === null) process.exitCode = 1
}

function orderOf(options: PayOptions): Record<string, unknown> {
  return {
    pg: options.pg,
    pay_method: options.payMethod,
    merchant_uid: options.merchantUid ?? `order_${drawSecret().replace(/\W|_/g, '').slice(0, 12)}`,
    name: options.name,
    amount: readAmount(options.amount),
    buyer_name: options.buyerName,
    buyer_tel: options.buyerTel,
    buyer_email: options.buyerEmail,
    m_redirect_url: options.mRedirectUrl,
    notice_url: options.noticeUrl,
    device: options.device,
    sdk: options.sdk,
    outcome: options.decline === undefined ? options.outcome : { decline: options.decline },
    ...options.param,
  }
}

/** Reads `--amount`; request_pay takes a number and refuses text. */
export function readAmount(text: string): number {
  const amount = Number(text)
  if (text.trim() !== '' && Number.isFinite(amount)) return amount
  throw new Failure(t(`--amount에는 숫자를 주세요: ${text}`, `--amount takes a number, not ${text}`), 2)
}

function readParam(text: string, before: Record<string, unknown>): Record<string, unknown> {
  const at = text.indexOf('=')
  if (at < 1)
    throw new Failure(
      t(`--param은 key=value 꼴로 주세요: ${text}`, `--param takes key=value, not ${text}`),
      2,
    )
  return { ...before, [text.slice(0, at)]: readValue(text.slice(at + 1)) }
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function describe({ payment, rsp, redirect_url }: Visit): string[] {
  if (payment === null)
    return [
      visible(
        `${t('주문이 거절되어 결제창이 열리지 않았습니다', 'The order was refused before any window')}: ${rsp?.error_msg ?? ''}`,
      ),
    ]
  const [, ...row] = paymentRow(payment)
  const home = redirect_url === null ? [] : [visible(`${t('돌아갈 주소  ', 'goes home to ')}${redirect_url}`)]
  return [...table([row]), ...paymentNotes(payment), ...home, ...remarksOn(payment)]
}

/** What is odd about an order that was taken all the same. */
function remarksOn({ timeline }: ShownPayment): string[] {
  const remarks = timeline.flatMap(({ detail }) => (Array.isArray(detail.remarks) ? detail.remarks : []))
  return remarks.map((remark) => visible(`${t('참고       ', 'remark     ')}${remark}`))
}
