/** The developer reads why something was refused in his own language, wherever he looks; a header stays as programs know it. */
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const KO = 'merchant_uid가 nothing인 결제가 없습니다.'
const EN = 'There is no payment of nothing.'

test('a refused call is explained in Korean and in English: header, dashboard, trace, requests, events', async () => {
  const sandbox = await startSandbox()
  const rest = await restClient(sandbox)
  const refused = await rest.post('/payments/cancel', { merchant_uid: 'nothing' })
  expect(refused.hint).toContain(EN)
  for (const [lang, told, other] of [
    ['ko', KO, EN],
    ['en', EN, KO],
  ] as const) {
    const read = async (path: string) =>
      (await fetch(`${sandbox.url}${path}`, { headers: { 'accept-language': lang } })).text()
    for (const path of ['/_sandbox/trace', '/_sandbox/requests', '/_sandbox/events', '/dashboard/requests']) {
      expect(await read(path), `${path} ${lang}`).toContain(told)
      expect(await read(path), `${path} ${lang}`).not.toContain(other)
    }
  }
  expect(sandbox.events().at(-1)?.text).toContain(KO)
  expect(sandbox.requests().at(-1)?.hint).toContain(KO)
})

test('a refused order is explained in both languages on its page, in the journal and to the shop’s console', async () => {
  const sandbox = await startSandbox()
  const data = {
    pg: 'html5_inicis',
    merchant_uid: 'o1',
    name: '양말',
    amount: -1,
    buyer_tel: '010-1234-5678',
  }
  for (const [lang, told] of [
    ['ko', 'amount 값으로 -1 KRW을(를) 받았습니다.'],
    ['en', 'amount was -1 KRW.'],
  ] as const) {
    const headers = { 'content-type': 'application/json', 'accept-language': lang }
    const body = JSON.stringify({ user_code: sandbox.user_code, data })
    const asked = await fetch(`${sandbox.url}/checkout/requests`, { method: 'POST', headers, body })
    expect(asked.headers.get('x-iamport-sandbox-hint')).toBe('amount was -1 KRW.')
    expect(await asked.json()).toMatchObject({ hint: told, done: { success: false } })
    const read = async (path: string) => (await fetch(`${sandbox.url}${path}`, { headers })).text()
    const { list } = JSON.parse(await read('/_sandbox/events'))
    expect(list.at(-1)).toMatchObject({ detail: { hint: told }, text: expect.stringContaining(told) })
    const href = /href="(\/dashboard\/refused\/\d+)"/.exec(
      await read('/dashboard/payments?status=refused'),
    )?.[1]
    expect(await read(href!)).toContain(told)
  }
})

test('what the control API refuses in iamport’s words has its hint in the language of who asks', async () => {
  const sandbox = await startSandbox()
  const cancel = async (lang: string) => {
    const headers = { 'content-type': 'application/json', 'accept-language': lang }
    const answer = await fetch(`${sandbox.url}/_sandbox/payments/imp_x/cancel`, {
      method: 'POST',
      headers,
      body: '{}',
    })
    return ((await answer.json()) as { error: { hint: string } }).error.hint
  }
  expect(await cancel('ko')).toBe('결제 imp_x이(가) 없습니다.')
  expect(await cancel('en')).toBe('There is no payment imp_x.')
})

test('on the page of calls the source of an assumed answer is said once, and a remark of an order once', async () => {
  const sandbox = await startSandbox()
  const rest = await restClient(sandbox)
  await rest.post('/payments/prepare', { merchantUid: 'o1', amount: 1 })
  await rest.post('/kcpquick/prepare/o1', { member_id: 'm1', amount: 1000, name: '양말' })
  const headers = { 'accept-language': 'ko' }
  const read = async (path: string) => (await fetch(`${sandbox.url}${path}`, { headers })).text()
  const count = (text: string, part: string) => text.split(part).length - 1
  const calls = await read('/dashboard/requests')
  expect(count(calls, '추정: ')).toBeGreaterThan(1)
  expect(count(calls, '추정: ')).toBe(count(calls, '응답의 근거</span> 추정: '))
  expect(calls).toContain('merchantUid은(는) 이 API의 파라미터가 아닙니다.')
  const { payment } = await sandbox.pay({
    merchant_uid: 'o2',
    amount: 1,
    buyer_tel: '010',
    notice_url: 'shop.example',
  })
  const page = await read(`/dashboard/payments/${payment!.imp_uid}`)
  expect(
    count(page.replace(/<pre[\s\S]*?<\/pre>/g, ''), 'http:// 또는 https://로 시작하는 주소가 아니라서'),
  ).toBe(1)
})
