/** What happens, as a list and as a stream. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

const order = { merchant_uid: 'o1', amount: 14000, buyer_tel: '010-1234-5678' }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterEach(() => sandbox.close())

test('the list has what happened, and `after` leaves out what one has seen', async () => {
  await sandbox.pay(order)
  const read = async (query: string) =>
    (await (await fetch(`${sandbox.url}/_sandbox/events${query}`)).json()) as {
      list: { id: number; kind: string }[]
    }
  const { list } = await read('')
  expect(list.map(({ kind }) => kind)).toEqual(['order', 'payment'])
  expect((await read(`?after=${list[0]!.id}`)).list).toEqual(list.slice(1))
})

test('the stream says what happens from now on', async () => {
  const aborting = new AbortController()
  const headers = { accept: 'text/event-stream' }
  const answer = await fetch(`${sandbox.url}/_sandbox/events`, { headers, signal: aborting.signal })
  expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/)
  await sandbox.pay(order)
  let text = ''
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.includes('"payment"')) break
  }
  expect(text).toContain('event: happened\ndata: {')
  expect(text).toContain('o1')
  aborting.abort()
})
