/** What the trace does not keep of what came and went: secrets, and what is too long. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keptBody, maskCard, redact, redactText, redactUrl } from '../../src/trace/redact.ts'

describe('a secret', () => {
  test.each([
    ['imp_secret', 'x'],
    ['access_token', 'x'],
    ['_token', 'x'],
    ['authorization', 'Bearer x'],
    ['X-ImpTokenHeader', 'x'],
    ['x-api-key', 'x'],
    ['Set-Cookie', 'a=b'],
    ['pwd_2digit', '12'],
    ['login_password', 'x'],
    ['cvc', '123'],
    ['otp', '123456'],
  ])('named %s is starred wherever it stands', (name, value) => {
    expect(redact({ a: [{ [name]: value }] })).toEqual({ a: [{ [name]: '***' }] })
    expect(redactText(JSON.stringify({ b: { [name]: value } }))).toBe(
      JSON.stringify({ b: { [name]: '***' } }),
    )
  })

  test.each([
    'imp_uid',
    'merchant_uid',
    'imp_key',
    'customer_uid',
    'token_type',
    'spinner',
    'name',
    '__proto__',
  ])('is not what is named %s', (name) => {
    const value = JSON.parse(`{"${name}":"v"}`)
    expect(JSON.stringify(redact(value))).toBe(JSON.stringify(value))
  })

  test.each([
    ['http://user:pass@shop.example/hook', 'http://user:***@shop.example/hook'],
    ['/users/pg?_token=abc&x=1', '/users/pg?_token=***&x=1'],
    ['http://shop.example/hook?api_key=1&secret=2#a', 'http://shop.example/hook?api_key=***&secret=***#a'],
    ['/payments/imp_1?include_sandbox=true', '/payments/imp_1?include_sandbox=true'],
  ])('in %s is starred', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })

  test('in JSON that is broken is starred, too', () => {
    expect(redactText('{"imp_key":"K","imp_secret" : "S", "x"')).toBe(
      '{"imp_key":"K","imp_secret" : "***", "x"',
    )
  })

  test('in addresses inside of JSON is starred', () => {
    const text = JSON.stringify({ notice_url: ['http://u:p@h/x?token=1', 'http://h/?a=1'], note: 'a@b' })
    expect(redactText(text)).toBe(
      JSON.stringify({ notice_url: ['http://u:***@h/x?token=***', 'http://h/?a=1'], note: 'a@b' }),
    )
  })

  test('in a form is starred', () => {
    expect(redactText('imp_key=K&imp_secret=S')).toBe('imp_key=K&imp_secret=***')
    expect(redactText('imp_secret=S&imp_key=K')).toBe('imp_secret=***&imp_key=K')
  })

  test.each([
    ['4330123456789012', '433012******9012'],
    ['4330-1234-5678-9012', '4330-12**-****-9012'],
    ['433012******9012', '433012******9012'],
    ['1234', '1234'],
  ])('card number %s is shown as %s', (number, shown) => {
    expect(maskCard(number)).toBe(shown)
    expect(redact({ card_number: number })).toEqual({ card_number: shown })
  })
})

test('whatever a value is, it is left as it was, no secret in it is kept, and one without secrets is not copied', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(1, null, 'plain', '/a?token=SECRET&b=1', 'http://u:SECRET@host/'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(
          fc.tuple(fc.constantFrom('a', 'imp_secret', 'headers', '__proto__', 'pwd_2digit'), tie('value')),
          {
            maxLength: 4,
          },
        )
        .map((fields) => Object.fromEntries(fields.map(([name, item]) => [name, hidden(name, item)]))),
    ),
  }))
  const hidden = (name: string, item: unknown) =>
    name === 'imp_secret' || name === 'pwd_2digit' ? 'SECRET' : item
  fc.assert(
    fc.property(value, (given) => {
      const before = JSON.stringify(given)
      const clean = redact(given)
      expect(JSON.stringify(given)).toBe(before)
      expect(JSON.stringify(clean)).not.toContain('SECRET')
      expect(clean === given).toBe(!before.includes('SECRET'))
      expect(JSON.stringify(clean).replaceAll('***', 'SECRET')).toBe(before)
    }),
  )
})

test.each([
  ['a letter that JSON writes with six', { memo: '\u0001'.repeat(20) }],
  ['one in a list', ['\u0001'.repeat(20)]],
  ['one in a name', { ['\u0001'.repeat(20)]: 1 }],
  ['half of a pair', { memo: '\ud800'.repeat(20) }],
  ['many short numbers', Array.from({ length: 60 }, () => 1)],
])('%s counts as long as it is written', (_what, body) => {
  const { body: kept, cut } = keptBody(body, 100)
  expect(kept).toBe(JSON.stringify(body).slice(0, 100))
  expect(cut).toBe(JSON.stringify(body).length - 100)
})

test('whatever a body is, it is kept within its bounds, and what is cut is said', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string({ maxLength: 300 })), (body) => {
      const { body: kept, cut = 0 } = keptBody(body, 50)
      const text = typeof kept === 'string' ? kept : (JSON.stringify(kept) ?? '')
      if (cut > 0) expect(text.length).toBe(50)
      else expect(text.length).toBeLessThanOrEqual(52)
    }),
  )
})
