/** A question in words: why did this webhook not arrive? */
import { inLang, type Lang, say } from '../core/bilingual.ts'
import { paymentQuestion } from './payment-question.ts'
import { headLine, silenceLines, webhookLines } from './story.ts'

export const whyNoWebhook = paymentQuestion({
  name: 'why_no_webhook',
  description:
    'Why did this webhook not arrive? Answers in words: what was sent where, how the shop’s server answered each attempt and what to look at, which changes of the payment iamport does not announce at all and how that is known, and what was made to be lost on purpose.',
  async answer(ask, payment, lang) {
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
})

const section = (title: ReturnType<typeof say>, lines: readonly string[], lang: Lang): string[] =>
  lines.length === 0 ? [] : ['', inLang(title, lang), ...lines]
