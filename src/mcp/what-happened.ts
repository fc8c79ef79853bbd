/** A question in words: what happened to this payment? */
import { inLang, say } from '../core/bilingual.ts'
import { paymentQuestion } from './payment-question.ts'
import { headLine, silenceLines, storyLines } from './story.ts'

export const whatHappened = paymentQuestion({
  name: 'what_happened',
  description:
    'What happened to this payment? Answers in words, in the order in which it happened and with milliseconds: browser, PG, the shop server’s REST calls and webhooks; who was first; what did not happen and why.',
  async answer(ask, payment, lang) {
    const silent = await silenceLines(ask, payment.imp_uid, lang)
    return [
      headLine(payment, lang),
      '',
      ...(await storyLines(ask, payment, lang)),
      ...(silent.length > 0 ? ['', inLang(say('알리지 않은 것:', 'Not announced:'), lang), ...silent] : []),
    ].join('\n')
  },
})
