/** The wire traits of every client, or what no client in particular does, one test each. */
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { CARD, FORM, form, useWire } from './wire.ts'

const wire = useWire()

test('gets the token in one piece, because one client reads only the first', async () => {
  const { chunks } = await wire.raw(
    'POST',
    '/users/getToken',
    { type: FORM, auth: {} },
    'imp_key=K&imp_secret=S',
  )
  expect(chunks).toBe(1)
})

test('repeats a parameter instead of using brackets', async () => {
  expect(
    (await wire.read(`/payments?imp_uid=${wire.imp_uids[0]}&imp_uid=${wire.imp_uids[1]}`)).body.response,
  ).toHaveLength(2)
})

test('gets an envelope even for a head that no server would read', async () => {
  const answer = await wire.raw('GET', `/payments/${'x'.repeat(20_000)}`)
  expect([answer.status, answer.body.code, answer.body.response]).toEqual([431, -1, null])
})

test('gets an envelope for what is no HTTP at all', async () => {
  const { hostname, port } = new URL(wire.sandbox.url)
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write('HELLO\r\n\r\n'))
    let got = ''
    socket.on('data', (chunk) => {
      got += chunk
    })
    socket.once('end', () => resolve(got))
    socket.once('error', reject)
  })
  expect(text).toMatch(/^HTTP\/1\.1 400 /)
  expect(JSON.parse(text.split('\r\n\r\n')[1]!)).toMatchObject({ code: -1, response: null })
})

test('may send blanks around any key of a form, and lists of more than twenty', async () => {
  const { body } = await wire.post('/payments/prepare', FORM, 'merchant_uid=blank_1& amount =1000')
  expect(body.response).toMatchObject({ merchant_uid: 'blank_1', amount: 1000 })
  const uids = Array.from({ length: 150 }, (_, n) => `merchant_uid[]=m${n}`).join('&')
  const answer = await wire.post('/subscribe/payments/unschedule', FORM, uids)
  expect([answer.status, answer.body.code]).toEqual([200, 1])
})

test('may send a schedule as a nested form, and 150 of them', async () => {
  await wire.post('/subscribe/customers/form_key', FORM, form(CARD))
  const rows = Array.from({ length: 150 }, (_, n) => ({
    [`schedules[${n}][merchant_uid]`]: `form_${n}`,
    [`schedules[${n}][schedule_at]`]: 1769000000 + n,
    [`schedules[${n}][amount]`]: 1000,
  }))
  const fields: Record<string, string | number> = Object.assign({ customer_uid: 'form_key' }, ...rows)
  const { body } = await wire.post('/subscribe/payments/schedule', FORM, form(fields))
  expect(body.response).toHaveLength(150)
})

test('may send objects and lists of a form as JSON text', async () => {
  const imp_uid = await wire.pay('json_text', { pay_method: 'vbank', escrow: true })
  await wire.sandbox.deposit(imp_uid)
  const person = JSON.stringify({
    name: '김상점',
    tel: '02-1234-5678',
    addr: '서울시 성동구',
    postcode: '04783',
  })
  const logis = JSON.stringify({ company: 'CJGLS', invoice: '123456789012', sent_at: 1767193200 })
  const delivery = form({ sender: person, receiver: person, logis })
  const sent = await wire.post(`/escrows/logis/${imp_uid}`, FORM, delivery)
  expect(sent.body.response).toMatchObject({ company: 'CJGLS' })
  const schedules = JSON.stringify([{ merchant_uid: 'text_1', schedule_at: 1769000000, amount: 1000 }])
  await wire.post('/subscribe/customers/text_key', FORM, form(CARD))
  const fields = form({ customer_uid: 'text_key', schedules })
  expect((await wire.post('/subscribe/payments/schedule', FORM, fields)).body.response).toHaveLength(1)
})

test('may name the requester of a deletion in brackets, with the token in the query', async () => {
  await wire.post('/subscribe/customers/bracket_key', FORM, form(CARD))
  const path = `/subscribe/customers/bracket_key?extra[requester]=customer&_token=${wire.token}`
  expect((await wire.raw('DELETE', path, { auth: {} })).body.code).toBe(0)
})

test('is told which parameter came twice', async () => {
  const twice = 'merchant_uid=a&merchant_uid=b&amount=1000'
  const { status, body } = await wire.post('/payments/prepare', FORM, twice)
  expect([status, body.code]).toEqual([200, -1])
  expect(body.message).toContain('merchant_uid')
})
