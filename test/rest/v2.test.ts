/** A shop that is on PortOne V2, or half way there, is told that this is V1: in one sentence, not in a riddle. */
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'

const SECRET = 'V2'.padEnd(86, 'aZ09')
const SENTENCE = /PortOne V2의 요청입니다.*아임포트\(PortOne V1\)/

describe('a call of PortOne V2', () => {
  test.each([
    ['with a V2 authorization', '/payments/order_1', { authorization: `PortOne ${SECRET}` }],
    ['to log in with an API secret', '/login/api-secret', {}],
    ['to a path of V2', '/payments/order_1/billing-key', {}],
  ])('%s is told that this is V1', async (_what, path, headers) => {
    const { url } = await startSandbox()
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      code: -1,
      message: expect.stringMatching(SENTENCE),
      response: null,
    })
  })

  test('a V2 API secret as imp_key gets no token, and is told what a key of V1 looks like', async () => {
    const { url } = await startSandbox()
    const token = async (imp_key: string) => {
      const body = new URLSearchParams({ imp_key, imp_secret: 'x' })
      return (await fetch(`${url}/users/getToken`, { method: 'POST', body })).json()
    }
    expect(await token(SECRET)).toMatchObject({ code: -1, message: expect.stringContaining('숫자 16자리') })
    expect(await token('1234567890123456')).toMatchObject({ code: 0 })
  })
})

test('a V2 store id given to IMP.init is named as such', async () => {
  const { url } = await startSandbox()
  const answer = await fetch(`${url}/users/pg/store-4ff4af41-85e3-4559-8eb8-0d08a2c6ceec`)
  expect(await answer.json()).toMatchObject({ code: -1, msg: expect.stringContaining('상점 아이디') })
})

test('paths of V1 that look alike stay what they are', async () => {
  const { url } = await startSandbox()
  for (const path of ['/payments/cancel', '/payments/prepare', '/users/getToken']) {
    const answer = await fetch(url + path, { method: 'POST' })
    expect(await answer.text()).not.toMatch(SENTENCE)
  }
})
