/** A question in words: what happened to this payment? */
import { inLang, say } from '../core/bilingual.ts'
import { findPayment, WHICH, type Which } from './find-payment.ts'
import { LANG, langOf } from './lang.ts'
import { headLine, silenceLines, storyLines } from './story.ts'
import type { Tool } from './tool.ts'
import { noPayment } from './why-no-webhook.ts'

export const whatHappened: Tool = {
  name: 'what_happened',
  description:
    'What happened to this payment? Answers in words, in the order in which it happened and with milliseconds: browser, PG, the shop server’s REST calls and webhooks; who was first; what did not happen and why.',
  inputSchema: { type: 'object', properties: { ...WHICH, lang: LANG } },
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
  async call(args, { ask, lang: session }) {
    const which: Which = args
    const lang = langOf(args, session)
    const payment = await findPayment(ask, which, lang)
    if (!payment) return noPayment(ask, which, lang)
    const silent = await silenceLines(ask, payment.imp_uid, lang)
    return [
      headLine(payment, lang),
      '',
      ...(await storyLines(ask, payment, lang)),
      ...(silent.length > 0 ? ['', inLang(say('알리지 않은 것:', 'Not announced:'), lang), ...silent] : []),
    ].join('\n')
  },
}
