/** A question in words about one payment: which is meant, and what is answered where there is none. */
import type { ShownPayment } from '../acts/show.ts'
import { inLang, type Lang, say } from '../core/bilingual.ts'
import { findPayment, WHICH, type Which } from './find-payment.ts'
import { LANG, langOf } from './lang.ts'
import { refusedLines } from './story.ts'
import type { Ask, Tool } from './tool.ts'

interface PaymentQuestion {
  readonly name: string
  readonly description: string
  readonly answer: (ask: Ask, payment: ShownPayment, lang: Lang) => Promise<string>
}

export function paymentQuestion({ name, description, answer }: PaymentQuestion): Tool {
  return {
    name,
    description,
    inputSchema: { type: 'object', properties: { ...WHICH, lang: LANG } },
    annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
    async call(args, { ask, lang: session }) {
      const which: Which = args
      const lang = langOf(args, session)
      const payment = await findPayment(ask, which, lang)
      return payment ? answer(ask, payment, lang) : noPayment(ask, which, lang)
    },
  }
}

/** The order was refused before any window, or its page has never called this sandbox. */
async function noPayment(ask: Ask, { merchant_uid }: Which, lang: Lang): Promise<string> {
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
