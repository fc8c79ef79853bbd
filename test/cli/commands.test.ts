/** The commands that act on a running sandbox: what they print for people, and for programs. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { startReceiver } from '../receiver.ts'
import { makeFolder, run, type Started, startCli } from './command-line.ts'

let folder: string
let sandbox: Started
beforeEach(async () => {
  folder = makeFolder()
  sandbox = await startCli(folder, ['--port', '0', '--db', ':memory:', '--seed', '7'])
})

/** A command that must succeed; what it printed. */
async function cli(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(folder, args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const json = async (...args: string[]) => JSON.parse(await cli(...args, '--json'))

test('pay, deposit, cancel, and lists that show what became of it', async () => {
  const issued = await cli('pay', '--pay-method', 'vbank', '--merchant-uid', 'o1', '--amount', '20000')
  expect(issued).toMatch(
    /^입금대기\(ready\) {2}imp_\d{12} {2}o1 {2}20,000원 {2}html5_inicis vbank {2}주문명:결제테스트\n/,
  )
  const [, imp_uid = ''] = /iamport-sandbox deposit (imp_\d{12})/.exec(issued) ?? []

  expect(await cli('deposit', imp_uid)).toContain('결제완료(paid)')
  expect(await cli('cancel', imp_uid, '--amount', '4000', '--reason', '변심')).toMatch(
    /^부분취소\(cancelled\)[\s\S]*4,000원 .* 변심\n$/,
  )
  expect(await cli('payments')).toMatch(/부분취소\(cancelled\) {2}imp_\d{12} {2}o1[\s\S]*\n결제 1건\n$/)

  expect(await cli('reset')).toContain('처음 상태로 되돌렸습니다')
  expect(await cli('payments')).toBe('결제 없음\n')
})

test('pay tells what is odd about an order that was taken all the same', async () => {
  const printed = await cli(
    'pay',
    '--notice-url',
    'shop.example/hook',
    '--param',
    'vbank_due=내일',
    '--pay-method',
    'vbank',
  )
  expect(printed).toMatch(/\n참고 {7}vbank_due: 값을 읽을 수 없어[^\n]*\n/)
  expect(printed).toMatch(/\n참고 {7}notice_url이\(가\) http:\/\/[^\n]*: shop\.example\/hook\n/)
  expect(await cli('pay')).not.toContain('참고')
})

test('--json prints the answer of the control API as it is', async () => {
  const { payment, rsp, redirect_url } = await json('pay', '--merchant-uid', 'o1')
  expect(payment).toMatchObject({ merchant_uid: 'o1', amount: 14000, status: 'paid', timeline: [{}, {}] })
  expect(rsp).toMatchObject({ success: true, imp_uid: payment.imp_uid })
  expect(redirect_url).toBeNull()
  const answer = await fetch(`${sandbox.url}/_sandbox/payments`)
  expect(await json('payments')).toEqual(await answer.json())
})

test('pay says everything that request_pay takes', async () => {
  const { payment } = await json(
    ...['pay', '--pg', 'nice', '--name', '커피', '--buyer-name', '홍길동', '--buyer-email', 'a@b.kr'],
    ...['--device', 'mobile', '--m-redirect-url', 'http://shop.test/done', '--param', 'custom_data={"a":1}'],
    ...['--param', 'buyer_addr=서울 = 강남'],
  )
  expect(payment).toMatchObject({
    pg_provider: 'nice',
    name: '커피',
    buyer_name: '홍길동',
    buyer_email: 'a@b.kr',
    channel: 'mobile',
    custom_data: '{"a":1}',
    buyer_addr: '서울 = 강남',
  })
})

test.each([
  ['cancel', 'failed'],
  ['close', 'failed'],
  ['abandon', 'ready'],
])('the buyer’s outcome %s leaves a payment that is %s', async (outcome, status) => {
  expect((await json('pay', '--outcome', outcome)).payment.status).toBe(status)
})

test('the PG declines with one of its codes', async () => {
  const printed = await cli('pay', '--pg', 'kakao', '--decline', 'LACK_BALANCE')
  expect(printed).toMatch(/^실패\(failed\)[\s\S]*실패 사유 {2}.*LACK_BALANCE/)
})

test('an order that is refused before any window is told, and is no success', async () => {
  await cli('pay', '--merchant-uid', 'o1')
  const { code, stdout } = await run(folder, ['pay', '--merchant-uid', 'o1'])
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: '주문이 거절되어 결제창이 열리지 않았습니다: 이미 결제가 이루어진 거래건입니다.\n',
  })
})

test('webhooks with their answers', async () => {
  const shop = await startReceiver({ status: 500 })
  await cli('pay', '--merchant-uid', 'o1', '--notice-url', shop.url)
  await cli('settle')
  await shop.close()
  expect(await cli('webhooks')).toMatch(
    /^1 .* 실패\(failed\) {2}paid {2}imp_\d{12} {2}o1 {2}http:\S+ {2}500 \d+ms\n웹훅 1건\n$/,
  )
  expect(await cli('webhooks', '--state', 'delivered')).toBe('웹훅 없음\n')
})

test('a list says when it does not show all', async () => {
  for (const merchant_uid of ['o1', 'o2', 'o3']) await cli('pay', '--merchant-uid', merchant_uid)
  const printed = await cli('payments', '--limit', '2')
  expect(printed).toContain('결제 3건 중 2건')
  expect(printed).not.toContain(' o1 ')
})

test('advance walks the clock, in a duration of one word or several', async () => {
  const before = await json('settle')
  const after = await json('advance', '2', 'days')
  expect(after.now - before.now).toBeGreaterThanOrEqual(2 * 86_400)
  expect(await cli('advance', '3d')).toMatch(/\(offset\), 처리한 작업 0건\n$/)
})

test('merchants shows the keys', async () => {
  expect(await cli('merchants')).toMatch(/imp00000000 {2}0{16} {2}iamport-sandbox-secret\n$/)
})

test('the sandbox is found from folders below, and by address from anywhere', async () => {
  const below = join(folder, 'src', 'shop')
  mkdirSync(below, { recursive: true })
  expect((await run(below, ['payments'])).stdout).toBe('결제 없음\n')
  const elsewhere = makeFolder()
  expect((await run(elsewhere, ['payments', '--url', sandbox.url])).stdout).toBe('결제 없음\n')
  expect((await run(elsewhere, ['payments'], { IAMPORT_SANDBOX_URL: `${sandbox.url}/` })).stdout).toBe(
    '결제 없음\n',
  )
})

test('what a page puts into its order cannot move the terminal’s cursor', async () => {
  await cli('pay', '--merchant-uid', 'o1', '--name', '\u001b[2J\n가짜 줄')
  expect(await cli('payments')).toMatch(/\\u001b\[2J\\u000a가짜 줄\n결제 1건\n$/)
})
