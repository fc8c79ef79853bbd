/** A question in words: why did this webhook not arrive? */
import { inLang, type Lang, say } from '../core/bilingual.ts'
import { findPayment, WHICH, type Which } from './find-payment.ts'
import { LANG, langOf } from './lang.ts'
import { headLine, refusedLines, silenceLines, webhookLines } from './story.ts'
import type { Ask, Tool } from './tool.ts'

export const whyNoWebhook: Tool = {
  name: 'why_no_webhook',
  description:
    'Why did this webhook not arrive? Answers in words: what was sent where, how the shop’s server answered each attempt and what to look at, which changes of the payment iamport does not announce at all and how that is known, and what was made to be lost on purpose.',
  inputSchema: { type: 'object', properties: { ...WHICH, lang: LANG } },
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
  async call(args, { ask, lang: session }) {
    const which: Which = args
    const lang = langOf(args, session)
    const payment = await findPayment(ask, which, lang)
    if (!payment) return noPayment(ask, which, lang)
    const sent = await webhookLines(ask, payment.imp_uid, lang)
    const silent = await silenceLines(ask, payment.imp_uid, lang)
    const nothing = inLang(
      say(
        '웹훅을 보낼 일이 아직 없었습니다. 결제창이 끝나야 첫 웹훅이 갑니다.',
        'Nothing has happened yet that is announced: the first webhook leaves when the window has ended.',
      ),
      lang,
    )
    return [
      headLine(payment, lang),
      ...section(say('보낸 웹훅:', 'Webhooks that were sent:'), sent, lang),
      ...section(say('보내지 않은 것과 까닭:', 'Not sent, and why:'), silent, lang),
      ...(sent.length + silent.length === 0 ? [nothing] : []),
    ].join('\n')
  },
}

const section = (title: ReturnType<typeof say>, lines: readonly string[], lang: Lang): string[] =>
  lines.length === 0 ? [] : ['', inLang(title, lang), ...lines]

/** The order was refused before any window, or its page has never called this sandbox. */
export async function noPayment(ask: Ask, { merchant_uid }: Which, lang: Lang): Promise<string> {
  if (merchant_uid === undefined)
    return inLang(
      say(
        '이 샌드박스에는 아직 결제가 없습니다. 결제 페이지의 스크립트와 서버의 API 주소가 이 샌드박스를 가리키는지 보세요.',
        'There is no payment in this sandbox yet. Do the page’s script and the server’s API address lead to it?',
      ),
      lang,
    )
  const told = await refusedLines(ask, merchant_uid, lang)
  const head = say(
    `주문 ${merchant_uid}의 결제가 없으므로 웹훅도 없습니다.`,
    `Order ${merchant_uid} has no payment, so there is no webhook.`,
  )
  const why =
    told.length > 0
      ? say('이 주문에 있었던 일:', 'What happened to this order:')
      : say(
          '이 주문으로는 request_pay가 이 샌드박스에 온 적이 없습니다. 결제 페이지의 스크립트 주소를 보세요.',
          'request_pay has not reached this sandbox with it: look at the address of the page’s script.',
        )
  return [inLang(head, lang), inLang(why, lang), ...told].join('\n')
}
