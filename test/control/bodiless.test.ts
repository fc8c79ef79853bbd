/** Control calls without a body, as curl and HTTP clients of other languages send them. */
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startSandbox } from '../harness.ts'

/** A POST with exactly these headers and no body. */
function post(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    })
      .on('error', reject)
      .end()
  })
}

test('curl -X POST …/_sandbox/reset works as it is', async () => {
  const { url } = await startSandbox()
  expect(await post(`${url}/_sandbox/reset`, {})).toBeLessThan(300)
  expect(await post(`${url}/_sandbox/settle`, { 'content-length': '0' })).toBe(200)
})

test.each([
  ['a page of another site', { origin: 'https://evil.example' }, 403],
  ['a page of our own', { origin: 'OWN' }, 415],
  ['a browser that names no origin', { 'sec-fetch-site': 'same-origin' }, 415],
  ['a page elsewhere that names no origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
])('%s is held to JSON all the same', async (_who, headers, status) => {
  // Browsers reach the control API by this name alone.
  const url = (await startSandbox()).url.replace('127.0.0.1', 'localhost')
  const given = Object.fromEntries(
    Object.entries(headers as Record<string, string>).map(([name, value]) => [
      name,
      value === 'OWN' ? url : value,
    ]),
  )
  expect(await post(`${url}/_sandbox/reset`, given)).toBe(status)
})
