/** Windows in the buyer's language: PayPal's and Eximbay's codes, and 이니시스 일본 in Japanese throughout. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { payMethod } from '../../src/catalog/methods/index.ts'
import { PGS, pgByCode } from '../../src/catalog/pgs/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { languageCalled, say } from '../../src/kit/languages.ts'
import type { Language, Step, Text } from '../../src/kit/steps.ts'
import { openWindow, orderOf } from '../matrix/buyer.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

let orders = 0
async function page(
  code: string,
  language: string | undefined,
  pay_method = pgByCode(code)!.sells.pay_methods[0]!,
) {
  const order = { ...orderOf(pgByCode(code)!, pay_method, `lang${++orders}`), language }
  const { url } = await openWindow(sandbox, order, 'pc')
  return (await fetch(sandbox.url + url)).text()
}

test.each<[string, Language | null]>([
  ['ko', 'ko'],
  ['KR', 'ko'],
  ['en_US', 'en'],
  ['JP', 'ja'],
  ['ja', 'ja'],
  ['zh-TW', 'zh'],
  ['CN', 'zh'],
  ['fr_CA', 'fr'],
  ['DE', 'de'],
  ['MX', 'es'],
  ['pl', null],
])('%s means %s', (code, language) => expect(languageCalled(code)).toBe(language))

test.each([
  ['paypal', 'FR', 'fr', 'Payer avec PayPal'],
  ['paypal', 'DE', 'de', 'Mit PayPal zahlen'],
  ['paypal', 'ES', 'es', 'Pagar con PayPal'],
  ['paypal', 'CN', 'zh', '使用PayPal付款'],
  ['paypal', 'JP', 'ja', 'PayPalで支払う'],
  ['paypal', 'KR', 'ko', 'PayPal로 결제'],
  ['paypal', 'PL', 'en', 'Pay with PayPal'],
  ['paypal', undefined, 'en', 'Pay with PayPal'],
  ['eximbay', 'jp', 'ja', 'お客様情報の入力'],
  ['eximbay', 'zh', 'zh', '填写个人信息'],
  ['inicis_jp', undefined, 'ja', 'お支払い金額'],
  ['html5_inicis', 'fr', 'ko', '결제금액'],
])('%s with language %s speaks %s', async (code, language, lang, words) => {
  const html = await page(code, language)
  expect(html).toContain(`<html lang="${lang}">`)
  expect(html).toContain(words)
})

test('what is missing is said in that language, with the name of the field', async () => {
  const order = { ...orderOf(pgByCode('paypal')!, 'card', 'lang-problem'), language: 'FR' }
  const { url } = await openWindow(sandbox, order, 'pc')
  const step = /action="([^"]*\/steps\/[^"]*)"/.exec(await (await fetch(sandbox.url + url)).text())![1]!
  const answer = await fetch(sandbox.url + step, { method: 'POST', body: new URLSearchParams({ email: '' }) })
  expect(await answer.text()).toContain('Champ manquant : Adresse email.')
})

/** Names that are the same in every language. */
const NAMES =
  /^(PayPal|Eximbay|MOLPay|Paysbuy|Visa|Mastercard|JCB|American Express|ID|7-Eleven|Maybank2u|CIMB Clicks|Public Bank|RHB Now|PayPay|Amazon Pay|楽天ペイ|メルペイ|au PAY|d払い|Visa ••0000|.*ro \d+, .*Seoul)$/

describe.each(
  PGS.flatMap((pg) => (pg.window.languages ?? []).map((language) => [pg.code, language] as const)),
)('every text of %s', (code, language) => {
  test(`has its words in ${language}`, () => {
    const missing = textsOf(code).filter((text) => say(text, language) === text.en && !NAMES.test(text.en))
    expect(missing).toEqual([])
  })
})

function textsOf(code: string): Text[] {
  const {
    name,
    sells: { pay_methods },
    window,
  } = pgByCode(code)!
  const steps = pay_methods.flatMap((one): readonly Step[] => window.instead?.[one] ?? payMethod(one)!.steps)
  const found = [...(window.before ?? []), ...steps].flatMap(({ title, notice, next, fields }) => [
    title,
    notice,
    next,
    ...fields.flatMap(({ label, hint, options }) => [
      label,
      hint,
      ...(Array.isArray(options) ? options.map((option: { label: Text }) => option.label) : []),
    ]),
  ])
  return [name, ...found].filter((text) => text !== undefined)
}
