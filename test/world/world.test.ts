/** World files: a shop in any state, read whole or not at all, and written so that the same world comes of it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox, type WorldFile } from '../../src/index.ts'
import { parseWorld } from '../../src/world/read.ts'
import { makeFolder, run, startCli } from '../cli/command-line.ts'
import { startReceiver, startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

const START = '2026-01-01T00:00:00+09:00'

const WORLD = {
  seed: 7,
  clock: START,
  merchants: [{ settings: { default_pg: 'nice' } }],
  prepared: [{ merchant_uid: 'prepared_1', amount: 5000 }],
  payments: [
    { merchant_uid: 'paid_1', amount: 14000 },
    { merchant_uid: 'waiting_1', amount: 20000, status: 'ready', pay_method: 'vbank' },
    { merchant_uid: 'open_1', amount: 3000, status: 'ready' },
    { merchant_uid: 'failed_1', amount: 1000, status: 'failed', fail_reason: '[F112]한도초과' },
    { merchant_uid: 'cancelled_1', amount: 9000, status: 'cancelled' },
    {
      merchant_uid: 'part_1',
      amount: 9000,
      status: 'cancelled',
      cancel_history: [{ amount: 1000, reason: '단순 변심' }, { amount: 500 }],
    },
    {
      merchant_uid: 'cents_1',
      amount: 10.5,
      currency: 'USD',
      pg_provider: 'paypal_v2',
      pay_method: 'paypal',
    },
  ],
  billing_keys: [{ customer_uid: 'customer_1' }],
  schedules: [
    {
      customer_uid: 'customer_1',
      merchant_uid: 'month_2',
      amount: 9900,
      schedule_at: '2026-02-01T09:00:00+09:00',
    },
  ],
} as const satisfies WorldFile

const worldOf = (more: object = {}) => ({ ...structuredClone<WorldFile>(WORLD), ...more })

describe('a sandbox that begins with a world', () => {
  test('has its payments in their states, over REST, with everything that was left out', async () => {
    const sandbox = await startSandbox({ world: worldOf() })
    const rest = await restClient(sandbox)
    const read = async (merchant_uid: string) => (await rest.get(`/payments/find/${merchant_uid}`)).response
    expect(sandbox.now()).toBe(START)
    expect(await read('paid_1')).toMatchObject({ status: 'paid', amount: 14000, pg_provider: 'nice' })
    expect(await read('paid_1')).toMatchObject({
      apply_num: expect.stringMatching(/^\d{8}$/),
      pg_tid: expect.any(String),
    })
    expect(await read('waiting_1')).toMatchObject({
      status: 'ready',
      vbank_num: expect.stringMatching(/^\d+$/),
    })
    expect(await read('failed_1')).toMatchObject({
      status: 'failed',
      fail_reason: '[F112]한도초과',
      paid_at: 0,
    })
    expect(await read('cancelled_1')).toMatchObject({ status: 'cancelled', cancel_amount: 9000 })
    expect(await read('part_1')).toMatchObject({
      status: 'cancelled',
      cancel_amount: 1500,
      cancel_reason: '취소요청api',
    })
    expect((await read('part_1')).cancel_history).toMatchObject([
      { amount: 1000, reason: '단순 변심' },
      { amount: 500 },
    ])
    expect(await read('cents_1')).toMatchObject({ amount: 10.5, currency: 'USD' })
    expect((await rest.get('/payments/prepare/prepared_1')).response).toMatchObject({ amount: 5000 })
    expect((await rest.get('/subscribe/customers/customer_1')).response).toMatchObject({
      customer_uid: 'customer_1',
    })
    expect(sandbox.webhooks()).toEqual([])
  })

  test('goes on from there: deposits, open windows, deadlines, cancels and schedules work as if all had happened', async () => {
    const sandbox = await startSandbox({ world: worldOf() })
    const uid = (merchant_uid: string) => sandbox.payments({ merchant_uid })[0]!.imp_uid
    expect(await sandbox.deposit(uid('waiting_1'))).toMatchObject({ status: 'paid', amount: 20000 })
    expect((await sandbox.end(uid('open_1'), 'approve')).rsp).toMatchObject({
      success: true,
      merchant_uid: 'open_1',
    })
    expect(await sandbox.cancel(uid('part_1'))).toMatchObject({ cancel_amount: 9000 })
    const twice = await sandbox.pay({ merchant_uid: 'paid_1', amount: 14000, buyer_tel: '010-1234-5678' })
    expect(twice.rsp).toMatchObject({ success: false, error_msg: '이미 결제가 이루어진 거래건입니다.' })
    await sandbox.advance('40 days')
    expect(sandbox.payments({ merchant_uid: 'month_2' })).toMatchObject([{ status: 'paid', amount: 9900 }])
  })

  test('product orders have a past, certifications are there, calls were made, and nobody is told', async () => {
    const receiver = await startReceiver()
    const world: WorldFile = {
      merchants: [{ settings: { notification_url: [receiver.url] } }],
      payments: [
        {
          imp_uid: 'imp_1',
          merchant_uid: 'o1',
          amount: 1004,
          pg_provider: 'naverco',
          naver_acts: ['cancel'],
        },
      ],
      certifications: [{ imp_uid: 'imp_2', merchant_uid: 'c1', person: { name: '김구매' } }],
      calls: [
        { operation: 'POST /payments/prepare', body: { merchant_uid: 'o2', amount: 500 } },
        { operation: 'POST /payments/prepare', body: { merchant_uid: 'o3', amount: '700' } },
      ],
    }
    const sandbox = await startSandbox({ world })
    expect(await sandbox.settle()).toEqual([])
    expect(receiver.received).toEqual([])
    expect(sandbox.settings().notification_url).toEqual([receiver.url])
    expect(sandbox.payment('imp_1').status).toBe('cancelled')
    const rest = await restClient(sandbox)
    expect((await rest.get('/certifications/imp_2')).response).toMatchObject({
      name: '김구매',
      certified: true,
    })
    expect((await rest.get('/payments/prepare/o3')).response).toMatchObject({ amount: 700 })
    expect(
      (await sandbox.pay({ merchant_uid: 'o2', amount: 499, buyer_tel: '010' })).payment?.status,
    ).not.toBe('paid')
  })

  test('reset brings it back, with its seed; reset with another world begins there', async () => {
    const sandbox = await startSandbox({ world: worldOf() })
    const before = sandbox.export()
    await sandbox.pay({ merchant_uid: 'more', amount: 1, buyer_tel: '010-1234-5678' })
    await sandbox.advance('40 days')
    await sandbox.reset()
    expect(sandbox.export()).toEqual(before)
    await sandbox.reset({ clock: '2030-01-01', payments: [{ merchant_uid: 'other', amount: 100 }] })
    expect(sandbox.payments()).toMatchObject([{ merchant_uid: 'other', status: 'paid' }])
    expect(sandbox.now()).toBe('2030-01-01T00:00:00+09:00')
    await sandbox.reset()
    expect(sandbox.export()).toEqual(before)
  })
})

describe('export', () => {
  test('writes the present so that the same world comes of it, whatever happened', async () => {
    const sandbox = await startSandbox({
      seed: 3,
      clock: START,
      webhook: 'http://127.0.0.1:1/hook',
      leaks: 'ignore',
    })
    const order = { amount: 14000, buyer_tel: '010-1234-5678', name: '주문 "하나"' }
    await sandbox.pay({ ...order, merchant_uid: 'o1' })
    const { payment } = await sandbox.pay({
      ...order,
      merchant_uid: 'o2',
      pay_method: 'vbank',
      vbank_due: '202601101200',
    })
    await sandbox.deposit(payment!.imp_uid, { at: '2026-01-04T10:00:00+09:00' })
    await sandbox.pay({ ...order, merchant_uid: 'o3', pay_method: 'vbank', custom_data: { a: [1] } })
    await sandbox.pay({ ...order, merchant_uid: 'o4', outcome: 'cancel' })
    await sandbox.open({
      ...order,
      merchant_uid: 'o5',
      device: 'mobile',
      m_redirect_url: 'https://shop.example/done',
    })
    await sandbox.cancel(sandbox.payments({ merchant_uid: 'o1' })[0]!.imp_uid, { amount: 4000 })
    await sandbox.certify({
      merchant_uid: 'c1',
      person: { name: '김구매', birth: '010203', gender_digit: '4' },
    })
    await sandbox.certify({ merchant_uid: 'c2', outcome: 'cancel' })
    const world = sandbox.export()
    expect(world.certifications).toMatchObject([
      { merchant_uid: 'c1', person: { name: '김구매', birthday: '2001-02-03', gender: 'female' } },
      { merchant_uid: 'c2', certified_at: null },
    ])

    const other = await startSandbox({ world })
    expect(other.export()).toEqual(world)
    const withoutPort = (s: Sandbox) => JSON.parse(JSON.stringify(s.payments()).replaceAll(s.url, ''))
    const texts = JSON.stringify(withoutPort(other)).replaceAll(sandbox.url, '')
    expect(JSON.parse(texts)).toEqual(withoutPort(sandbox))
  })

  test('the schema that is shipped is that of the program', async () => {
    const { z } = await import('zod')
    const { World } = await import('../../src/world/schema.ts')
    const schema = z.toJSONSchema(World, { io: 'input', unrepresentable: 'any' })
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../fixtures/world.schema.json',
    )
  })
})

describe('a world file that cannot be', () => {
  const bad = (text: string) => {
    try {
      parseWorld(text, 'w.yml')
    } catch (error) {
      return (error as Error).message.split('\n')
    }
    return ['nothing is wrong']
  }

  test('payments that the real service answered are told so in one line, with what makes a world of them', () => {
    const answered = {
      imp_uid: 'imp_1',
      buyer_name: null,
      cancel_amount: 0,
      receipt_url: null,
      vbank_num: null,
    }
    const lines = bad(JSON.stringify({ payments: [{ merchant_uid: 'a', amount: 1 }, answered, answered] }))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(
      /^w\.yml:1:\d+: payments\[1\]와 다른 1건: .*`iamport-sandbox import 파일 --out world\.json`/,
    )
    expect(bad(JSON.stringify({ code: 0, message: null, response: answered }))[0]).toContain(
      'iamport-sandbox import',
    )
  })

  test.each([
    [
      'an unknown field',
      'payments:\n  - merchant_uid: a\n    amount: 1\n    colour: red\n',
      'w.yml:4:5: payments[0].colour: 없는 항목입니다.',
    ],
    [
      'an unknown field at the top',
      '{ "seed": 1,\n  "paymnts": [] }',
      "w.yml:2:3: paymnts: 없는 항목입니다; 'payments'인가요? (쓸 수 있는 항목: $schema, about, seed, clock, merchants, prepared, payments, billing_keys, schedules, certifications, calls)",
    ],
    [
      'a status that is none',
      'payments:\n  - merchant_uid: a\n    amount: 1\n    status: payed\n',
      'w.yml:4:5: payments[0].status: ready, paid, cancelled, failed 중 하나여야 합니다.',
    ],
    ['a missing amount', 'payments:\n  - merchant_uid: a\n', 'w.yml:2:5: payments[0].amount: 빠졌습니다.'],
    [
      'a state that cannot be',
      'payments:\n  - merchant_uid: a\n    amount: 1\n    status: failed\n    paid_at: 2026-01-01\n',
      'w.yml:5:5: payments[0].paid_at: failed인 결제에는 있을 수 없습니다.',
    ],
    [
      'nothing cancelled of what is cancelled',
      'payments:\n  - { merchant_uid: a, amount: 1, status: cancelled, cancel_history: [{ amount: 0 }] }\n',
      'w.yml:2:54: payments[0].cancel_history: 취소한 금액이 없습니다; 각 취소의 amount는 0보다 커야 합니다.',
    ],
    [
      'more cancelled than paid',
      'payments:\n  - { merchant_uid: a, amount: 1, status: cancelled, cancel_history: [{ amount: 2 }] }\n',
      'w.yml:2:54: payments[0].cancel_history: 결제금액보다 많이 취소했습니다.',
    ],
    [
      'an id that is there twice',
      'payments:\n  - { merchant_uid: a, amount: 1, imp_uid: imp_1 }\n  - { merchant_uid: b, amount: 1, imp_uid: imp_1 }\n',
      'w.yml:3:35: payments[1].imp_uid: payments[0]에 이미 있는 값입니다: imp_1',
    ],
    [
      'a PG that is none',
      'payments:\n  - { merchant_uid: a, amount: 1, pg_provider: gold }\n',
      'w.yml:2:35: payments[0].pg_provider: 없는 PG입니다: gold',
    ],
    [
      'a pay_method that is none',
      'payments:\n  - { merchant_uid: a, amount: 1, pay_method: gold }\n',
      'w.yml:2:35: payments[0].pay_method: 없는 결제수단입니다: gold',
    ],
    [
      'half a won',
      'payments:\n  - { merchant_uid: a, amount: 0.5 }\n',
      'w.yml:2:24: payments[0].amount: KRW에 맞는 금액이 아닙니다: 0.5',
    ],
    [
      'a clock that is none',
      'clock: noon\n',
      'w.yml:1:1: clock: system 또는 2026-01-01T00:00:00+09:00 같은 ISO 시각이어야 합니다.',
    ],
    [
      'a schedule of no key',
      'schedules:\n  - { customer_uid: c, merchant_uid: a, amount: 1, schedule_at: 2030-01-01 }\n',
      'w.yml:2:7: schedules[0].customer_uid: billing_keys에 없는 빌링키입니다: c',
    ],
    [
      'a merchant that is none',
      'prepared:\n  - { merchant_uid: a, amount: 1, user_code: imp1 }\n',
      'w.yml:2:35: prepared[0].user_code: merchants에 없는 가맹점입니다: imp1',
    ],
    [
      'a wrong setting',
      'merchants:\n  - settings:\n      notification_content_type: xml\n',
      'w.yml:3:7: merchants[0].settings.notification_content_type: json, form 중 하나여야 합니다.',
    ],
    ['a list at the top', '- 1\n', 'w.yml:1:1: 초기 상태: 객체여야 합니다.'],
    ['a key that is there twice', 'seed: 1\nseed: 2\n', 'w.yml:2:1: YAML: 같은 이름이 두 번 있습니다'],
    ['no YAML', 'payments: [\n', 'w.yml:2:1: YAML: 들여쓰기가 맞지 않습니다'],
  ])('%s: told by file, line and column', (_what, text, line) => {
    expect(bad(text)).toContain(line)
  })

  test.each([
    ['aliases that unfold without end', bomb(), 'w.yml: YAML: 별칭(*)을 풀면 너무 커지거나'],
    ['an alias of nothing', 'seed: *nobody\n', 'w.yml: YAML: 별칭(*)을 풀면 너무 커지거나'],
    [
      'nesting without end',
      `about: ${'['.repeat(5000)}${']'.repeat(5000)}`,
      'YAML: 너무 깊이 중첩되어 있습니다',
    ],
  ])('%s is one sentence', (_what, text, line) => {
    const [first = '', ...more] = bad(text)
    expect(first).toContain(line)
    expect(more.filter((other) => !other.startsWith('w.yml:'))).toEqual([])
  })

  test('nothing of it is applied', async () => {
    const sandbox = await startSandbox({ seed: 1 })
    await sandbox.pay({ merchant_uid: 'o1', amount: 1000, buyer_tel: '010-1234-5678' })
    const before = sandbox.export()
    const payments = [
      { merchant_uid: 'a', amount: 1 },
      { merchant_uid: 'b', amount: 1, status: 'nonsense' },
    ]
    const answer = await fetch(`${sandbox.url}/_sandbox/reset`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ payments }),
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { name: 'world_invalid', message: expect.stringContaining('payments[1].status') },
    })
    // An id that a drawn one happens to meet is only seen while it is written: the transaction takes all of it back.
    const drawn = before.payments![0]!.imp_uid
    await expect(
      sandbox.reset({
        seed: 1,
        payments: [
          { merchant_uid: 'a', amount: 1 },
          { merchant_uid: 'b', amount: 1, imp_uid: drawn },
        ],
      }),
    ).rejects.toThrow()
    expect(sandbox.export()).toEqual(before)
  })

  test('one that cannot be read', async () => {
    await expect(createSandbox({ world: '/nowhere/w.json' })).rejects.toThrow(
      '초기 상태 파일 /nowhere/w.json을(를) 읽을 수 없습니다 (ENOENT).',
    )
  })
})

describe('on the command line', () => {
  test('start, export and reset take and write one', async () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'w.yml'), 'payments:\n  - { merchant_uid: paid_1, amount: 14000 }\n')
    const { url } = await startCli(folder, ['--port', '0', '--db', ':memory:', '--world', 'w.yml'])
    const list = async () =>
      (await (await fetch(`${url}/_sandbox/payments`)).json()) as { list: { merchant_uid: string }[] }
    expect(await list()).toMatchObject({ list: [{ merchant_uid: 'paid_1', status: 'paid' }] })
    expect(await run(folder, ['export', 'out.json'])).toMatchObject({ code: 0, stderr: '' })
    const written = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'))
    expect(written.payments).toMatchObject([{ merchant_uid: 'paid_1', status: 'paid' }])
    expect((await run(folder, ['export'])).stdout).toBe(readFileSync(join(folder, 'out.json'), 'utf8'))

    writeFileSync(join(folder, 'other.yml'), 'payments:\n  - { merchant_uid: other_1, amount: 1 }\n')
    expect((await run(folder, ['reset', '--world', 'other.yml'])).code).toBe(0)
    expect(await list()).toMatchObject({ list: [{ merchant_uid: 'other_1' }] })
    writeFileSync(join(folder, 'bad.yml'), 'paymnts: []\n')
    const refused = await run(folder, ['reset', '--world', 'bad.yml'])
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("bad.yml:1:1: paymnts: 없는 항목입니다; 'payments'인가요?"),
    })
    expect(await list()).toMatchObject({ list: [{ merchant_uid: 'other_1' }] })
    expect((await run(folder, ['export', 'no/such/folder.json'])).code).toBe(1)
  })

  test('run gives it to a command; a bad one starts nothing', async () => {
    const folder = makeFolder()
    writeFileSync(
      join(folder, 'w.json'),
      JSON.stringify({ payments: [{ merchant_uid: 'paid_1', amount: 14000 }] }),
    )
    const print =
      'const r = await fetch(process.env.IAMPORT_SANDBOX_URL + "/_sandbox/payments"); console.log((await r.json()).total)'
    const args = ['--', process.execPath, '--input-type=module', '--eval', print]
    expect((await run(folder, ['run', '--world', 'w.json', ...args])).stdout).toBe('1\n')
    writeFileSync(join(folder, 'w.json'), '{ "payments": [ { "merchant_uid": 1 } ] }')
    const { code, stdout, stderr } = await run(folder, ['run', '--world', 'w.json', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')[0]).toBe('w.json:1:19: payments[0].merchant_uid: 문자열이어야 합니다.')
  })

  test('a database with payments keeps them, and says so', async () => {
    const folder = makeFolder()
    writeFileSync(
      join(folder, 'w.json'),
      JSON.stringify({ payments: [{ merchant_uid: 'paid_1', amount: 14000 }] }),
    )
    const args = ['--port', '0', '--db', 'shop.db', '--world', 'w.json']
    const first = await startCli(folder, args)
    await fetch(`${first.url}/_sandbox/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ merchant_uid: 'o2', amount: 1000, buyer_tel: '010-1234-5678' }),
    })
    await first.stop()
    const again = await startCli(folder, args)
    await again.line('읽지 않았습니다')
    expect(((await (await fetch(`${again.url}/_sandbox/payments`)).json()) as { total: number }).total).toBe(
      2,
    )
  })
})

/** Nine levels of lists, each ten times the one before: a few hundred letters that would be a thousand million. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, n) => {
    const item = n === 0 ? 'x' : `*l${n - 1}`
    return `  - &l${n} [${Array(10).fill(item).join(', ')}]`
  })
  return `about:\n${levels.join('\n')}\n`
}
