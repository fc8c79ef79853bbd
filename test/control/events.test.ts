/** What happens, as a list and as a stream. */
import { connect } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'

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

test('a reader that stands still is cut off and let go, and the others hear on', async () => {
  const instance = await createInstance(readSettings({ db: ':memory:', seed: '1', port: '0' }))
  const url = new URL(await instance.listen())
  onTestFinished(() => instance.close())
  const lazy = connect(Number(url.port), url.hostname)
  onTestFinished(() => void lazy.destroy())
  const gone = new Promise<void>((resolve) => lazy.once('close', () => resolve()))
  lazy.write(`GET /_sandbox/events HTTP/1.1\r\nhost: ${url.host}\r\naccept: text/event-stream\r\n\r\n`)
  await new Promise((resolve) => lazy.once('readable', resolve))

  const aborting = new AbortController()
  const headers = { accept: 'text/event-stream' }
  const awake = await fetch(new URL('/_sandbox/events', url), { headers, signal: aborting.signal })
  let heard = 0
  const listening = (async () => {
    for await (const chunk of awake.body!) heard += chunk.length
  })().catch(() => {})
  const before = process.memoryUsage().external
  for (let n = 0; n < 15_000; n++) {
    instance.journal.happened('clock', 'x'.repeat(4000))
    await nextTurn()
  }
  expect(process.memoryUsage().external - before).toBeLessThan(40 * 1024 * 1024)

  let text = ''
  lazy.on('data', (chunk) => {
    text = (text + chunk.toString('latin1')).slice(-1000)
  })
  await gone
  expect(text).toContain('event: behind')
  expect(text).toMatch(/"after":\d+/)
  expect(heard).toBeGreaterThan(20 * 1024 * 1024)
  aborting.abort()
  await listening
})
