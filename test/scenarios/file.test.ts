/** Scenario files that cannot be used are refused before anything runs: where it is wrong, and what was probably meant. */
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { YamlError } from '../../src/core/yaml-file.ts'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { scenarioSchema } from '../../src/replay/scenario.ts'
import { OPERATIONS, written } from './shops.ts'

const HEAD = 'name: a-test\nwhy: { ko: 이유, en: Why. }\n'

/** The first complaint about a file. */
function complaint(rest: string): string {
  try {
    written(`${HEAD}${rest}`)
  } catch (error) {
    if (error instanceof YamlError) return error.lines[0]!.ko
    throw error
  }
  return 'fine'
}

describe('is refused with its place and the nearest word', () => {
  test.each([
    ['an unknown key', 'fautls: []', 'test.yml:3:1: fautls:', "'faults'인가요?"],
    [
      'an unknown moment',
      'faults:\n  - at: webook.send\n    do: lost',
      'test.yml:4:9: faults[0].at:',
      "'webhook.send'인가요?",
    ],
    [
      'an unknown operation',
      'faults:\n  - at: rest GET /payment/{imp_uid}\n    do: lost',
      'test.yml:4:9: faults[0].at:',
      "'rest GET /payments/{imp_uid}'인가요?",
    ],
    [
      'an unknown effect',
      'faults:\n  - at: webhook.send\n    do: twise',
      'test.yml:5:9: faults[0].do:',
      "'twice'인가요?",
    ],
    [
      'an effect of another moment',
      'faults:\n  - at: outcome\n    do: lost',
      'test.yml:5:9: faults[0].do:',
      "'lost'은(는) 알 수 없는 항목입니다",
    ],
    [
      'an unknown effect with a value',
      'faults:\n  - at: webhook.send\n    do: { lat: 10m }',
      'test.yml:5:11: faults[0].do.lat:',
      "'late'인가요?",
    ],
    [
      'a wrong value',
      'faults:\n  - at: webhook.send\n    do: { late: soon }',
      'test.yml:5:17: faults[0].do.late:',
      '같은 기간',
    ],
    [
      'an unknown field of a match',
      'faults:\n  - at: request\n    match: { pgs: nice }\n    do: { refuse: F1000 }',
      'test.yml:5:14: faults[0].match.pgs:',
      "'pg'인가요?",
    ],
    [
      'an unknown step',
      'shopper: { does: [open, aprove] }',
      'test.yml:3:25: shopper.does[1]:',
      "'approve'인가요?",
    ],
    [
      'an unknown field of a step',
      'timeline:\n  - admin_cancel: { amout: 1 }',
      'test.yml:4:21: timeline[0].admin_cancel.amout:',
      "'amount'인가요?",
    ],
    [
      'an unknown PG',
      'shopper: { pay: { pg: html5_inisis } }',
      'test.yml:3:23: shopper.pay.pg:',
      "'html5_inicis'인가요?",
    ],
    [
      'an unknown pay_method',
      'shopper: { pay: { pay_method: crad } }',
      'test.yml:3:31: shopper.pay.pay_method:',
      "'card'인가요?",
    ],
    [
      'a pay_method that the PG has not',
      'shopper: { pay: { pg: paymentwall, pay_method: vbank } }',
      'test.yml:3:48: shopper.pay.pay_method:',
      'paymentwall에는',
    ],
    [
      'a code that the PG has not',
      "shopper: { does: [open, { decline: '120050' }] }",
      'test.yml:3:36: shopper.does[1].decline:',
      "'120054'인가요?",
    ],
    [
      'a status that there is not',
      'expect: { payment: { status: payed } }',
      'test.yml:3:30: expect.payment.status:',
      "'paid'인가요?",
    ],
    [
      'a status that cannot come',
      'shopper: { does: [open, close] }\nexpect: { payment: { status: paid } }',
      'test.yml:4:30: expect.payment.status:',
      '될 수 없습니다',
    ],
    ['a step before its time', 'shopper: { does: [approve] }', 'test.yml:3:19: shopper.does[0]:', 'open'],
    [
      'a deposit without an account',
      'shopper: { does: [open, approve] }\ntimeline: [deposit]',
      'test.yml:4:12: timeline[0]:',
      'vbank',
    ],
    [
      'an unknown setting',
      'world: { settings: { webhook_retry: true } }',
      'test.yml:3:22: world.settings.webhook_retry:',
      "'webhook_retries'인가요?",
    ],
    [
      'a finding that there is not',
      'expect: { forgive: [trust_the_browser] }',
      'test.yml:3:21: expect.forgive[0]:',
      "'trusts_the_browser'인가요?",
    ],
    ['a clock that is none', 'world: { clock: yesterday }', 'test.yml:3:17: world.clock:', 'ISO 시각'],
    ['broken YAML', 'faults: [', 'test.yml:4:1: YAML:', ''],
    ['a key that stands twice', 'timeline: []\ntimeline: []', 'test.yml:4:1: YAML:', '같은 이름이 두 번'],
    ['an alias of nothing', 'timeline: *nobody', 'test.yml: YAML:', '별칭'],
    ['nesting without end', `faults: ${'['.repeat(5000)}${']'.repeat(5000)}`, 'test.yml:3:', '중첩'],
  ])('%s', (_what, text, place, word) => {
    const line = complaint(`${text}\n`)
    expect(line.slice(0, place.length)).toBe(place)
    expect(line).toContain(word)
  })
})

test('a file without a name or a reason says so', () => {
  expect(() => written('timeline: []\n')).toThrow(/test\.yml:1:1: name이\(가\) 없습니다\ntest\.yml:1:1: why/)
})

test('every mistake is told, not only the first', () => {
  expect(() => written(`${HEAD}shopper: { does: [opn, aprove] }\n`)).toThrow(/'opn'.*\n.*'aprove'/)
})

describe('editors can check scenarios as they are written', () => {
  const options = { io: 'input', unrepresentable: 'any', target: 'draft-7' } as const
  test.each([
    ['scenario.schema.json', scenarioSchema(OPERATIONS), 'iamport-sandbox scenario'],
    ['shop.schema.json', ShopAdapter, 'iamport-sandbox shop adapter'],
  ])('fixtures/%s is what the schema says', async (file, schema, title) => {
    const text = `${JSON.stringify({ title, ...z.toJSONSchema(schema, options) }, null, 2)}\n`
    await expect(text).toMatchFileSnapshot(join(resolve(import.meta.dirname, '../..'), 'fixtures', file))
    expect(text).toContain('"additionalProperties": false')
  })
})
