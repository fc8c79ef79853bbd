/** A notice_url that nothing can be sent to goes through, as at iamport, and the developer is told why no webhook comes. */
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const ORDER = { pg: 'html5_inicis', merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' }
const told = (url: string, name = 'notice_url') =>
  `${name}이(가) http:// 또는 https://로 시작하는 주소가 아니라서 호출할 수 없습니다: ${url}`

test.each([
  'shop.example/hook',
  'localhost:3000/hook',
  '//shop.example/hook',
  'http:/',
  'ftp://shop.example/',
])('request_pay with notice_url %s is paid, and its timeline and the log say what is odd', async (url) => {
  const sandbox = await startSandbox()
  const { payment } = await sandbox.pay({ ...ORDER, notice_url: [url, 'http://127.0.0.1:1/hook'] })
  expect(payment).toMatchObject({ status: 'paid' })
  expect(payment?.timeline[0]?.detail.remarks).toEqual([told(url)])
  const remarks = sandbox.events().filter(({ kind }) => kind === 'remark')
  expect(remarks.map(({ text }) => text)).toEqual([`o1: ${told(url)} 결제는 그대로 진행합니다.`])
})

test('so is a confirm_url that is asked, and strictness refuses both', async () => {
  const sandbox = await startSandbox()
  sandbox.settings({ confirm_process: true })
  const opened = await sandbox.open({ ...ORDER, confirm_url: 'shop.example/confirm' })
  expect(opened.timeline[0]?.detail.remarks).toEqual([told('shop.example/confirm', 'confirm_url')])
  sandbox.settings({ strictness: 'strict' })
  const { rsp } = await sandbox.pay({ ...ORDER, merchant_uid: 'o2', notice_url: 'shop.example' })
  expect(rsp?.error_msg).toBe(told('shop.example'))
})

test('addresses that can be called are not remarked', async () => {
  const sandbox = await startSandbox()
  for (const notice_url of [
    'http://127.0.0.1:1/hook',
    ' https://shop.example/hook',
    '',
    ['', 'HTTP://shop.example'],
  ]) {
    const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: `o ${notice_url}`, notice_url })
    expect(payment?.timeline[0]?.detail.remarks).toBeUndefined()
  }
})

test('a charge and an account of the shop’s server say so in the hint and the log', async () => {
  const sandbox = await startSandbox({ clock: '2026-01-01T00:00:00+09:00' })
  const rest = await restClient(sandbox)
  const card = { card_number: '4092-0230-1234-1234', expiry: '2030-01', birth: '900101', pwd_2digit: '12' }
  const notice_url = 'shop.example/hook'
  const charged = await rest.post('/subscribe/payments/onetime', {
    ...card,
    merchant_uid: 'o1',
    amount: 1000,
    notice_url,
  })
  const account = {
    merchant_uid: 'o2',
    amount: 1000,
    vbank_code: '04',
    vbank_due: 1999999999,
    vbank_holder: '홍',
  }
  const issued = await rest.post('/vbanks', { ...account, notice_url: [notice_url] })
  for (const { code, hint } of [charged, issued]) {
    expect(code).toBe(0)
    expect(decodeURIComponent(hint ?? '')).toContain(told(notice_url))
  }
  expect(sandbox.events().filter(({ text }) => text.includes(told(notice_url)))).toHaveLength(2)
})
