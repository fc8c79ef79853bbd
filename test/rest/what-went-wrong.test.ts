/** What a developer finds out by himself only after an hour: the hint of a call says it. */
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'
import { restClient } from '../rest-client.ts'

async function shop() {
  const sandbox = await startSandbox()
  const { token } = await restClient(sandbox)
  return async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, type?: string) => {
    const headers = { authorization: token, ...(type === undefined ? {} : { 'content-type': type }) }
    const answer = await fetch(`${sandbox.url}${path}`, { method, headers, ...(body ? { body } : {}) })
    const { code, message } = (await answer.json()) as { code: number; message: string | null }
    const told = sandbox.requests().at(-1)?.hint ?? ''
    return { code, message, hint: answer.headers.get('x-iamport-sandbox-hint') ?? '', told }
  }
}

const ORDER = '{"merchant_uid":"o1","amount":1000}'
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

test.each([
  ['text/plain', 'text/plain;charset=UTF-8', 'content-type이 text/plain;charset=UTF-8'],
  ['none', '', 'content-type이 없어'],
])('a body whose content-type is %s was not read, and the hint says so', async (_what, type, told) => {
  const call = await shop()
  const answer = await call('POST', '/payments/prepare', bytes(ORDER), type)
  expect(answer.message).toBe('merchant_uid 파라메터가 누락되었습니다.')
  expect(answer.hint).toContain('application/json')
  expect(answer.told).toContain(told)
})

test('a call without any body is told of the parameter alone', async () => {
  const call = await shop()
  expect((await call('POST', '/payments/prepare', undefined, 'application/json')).hint).not.toContain(
    'content-type',
  )
})

test.each([
  ['JSON', bytes('{"merchant_uid":"\xb0\xa1","amount":1000}'), 'application/json'],
  ['a form', 'merchant_uid=%B0%A1&amount=1000', 'application/x-www-form-urlencoded'],
])(
  'EUC-KR in %s goes through as it came, and the hint says that it is no UTF-8',
  async (_what, body, type) => {
    const call = await shop()
    const { code, hint, told } = await call('POST', '/payments/prepare', body, type)
    expect(code).toBe(0)
    expect(hint).toContain('merchant_uid is not UTF-8')
    expect(told).toContain('merchant_uid 값이 UTF-8이 아닙니다')
  },
)

test('what a client misspelt is named where something else is missing', async () => {
  const call = await shop()
  const { message, hint } = await call(
    'POST',
    '/users/getToken',
    '{"impKey":"1","impSecret":"2"}',
    'application/json',
  )
  expect(message).toBe('imp_key, imp_secret 파라메터가 누락되었습니다.')
  expect(hint).toContain('impKey is no parameter of this operation.')
})

test.each([
  ['GET', '/users/getToken', 'POST'],
  ['PATCH', '/payments/prepare', 'POST, PUT'],
  ['PUT', '/payments/status/all', 'GET, POST'],
])('%s %s is no operation, and the hint names the method of that address', async (method, path, methods) => {
  const call = await shop()
  const { message, hint, told } = await call(
    method,
    path,
    method === 'GET' ? undefined : '{}',
    'application/json',
  )
  expect(message).toBe(`존재하지 않는 API입니다. (${method} ${path})`)
  expect(hint).toContain(`This address takes ${methods}.`)
  expect(told).toContain(`이 주소는 ${methods}로 호출합니다.`)
})

test('an address that nothing goes by has no such hint', async () => {
  const call = await shop()
  expect((await call('GET', '/payment/status/all')).hint).not.toContain('takes')
})

test.each([-1, 0.5, 1e12])('page %d is told how pages are counted', async (page) => {
  const call = await shop()
  const { code, hint } = await call('GET', `/payments/status/all?page=${page}`)
  expect(code).not.toBe(0)
  expect(hint).not.toContain('There are 0 payments')
})
